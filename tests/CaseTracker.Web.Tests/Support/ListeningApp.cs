namespace CaseTracker.Web.Tests.Support;

/// <summary>The site on a port of this machine, with a database and a clock of its own, for tests in a real browser.</summary>
public class ListeningApp(Chromium chromium) : App
{
    public override bool Listens => true;

    /// <summary>Somebody sits down in front of a browser in which nobody has signed in.</summary>
    public Task<Visitor> VisitAsync(int width = Visitor.Desktop, bool script = true) => Visitor.OpenAsync(chromium, this, width, script);

    /// <summary>That person sits down and signs in: <c>joanna.pell</c>.</summary>
    public async Task<Visitor> VisitAsAsync(string person, int width = Visitor.Desktop, bool script = true)
    {
        await GivenAccountAsync(Story.Email(person));
        var visitor = await VisitAsync(width, script);
        await visitor.SignInAsync(Story.Email(person));
        return visitor;
    }
}
