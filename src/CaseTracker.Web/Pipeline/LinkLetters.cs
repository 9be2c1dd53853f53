using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Hosting;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Letters with a one-time link.</summary>
public sealed class LinkLetters(CaseDb db, OneTimeLinks links, ISeam seam, IOptions<SiteOptions> site, TimeProvider time)
{
    /// <summary>The fixed words of such a letter.</summary>
    public const string Words = "Open this link to choose a password for CaseTracker. It works once, within seven days. If you did not expect it, you need do nothing.";

    /// <summary>Whether somebody may have a link: they have not left, nor is it too late for them.</summary>
    public bool MayHave(Person person) => person.LeftOn is null || person.LeftOn > time.LondonToday();

    /// <summary>Issues a link and puts its letter into the outbox; answers the link.</summary>
    public string Write(Person person)
    {
        var link = $"{site.Value.PublicAddress.TrimEnd('/')}/account/start/{links.Issue(person)}";
        var id = DayOnly.NewId();
        db.Outbox.Add(new OutboxMessage
        {
            Id = id,
            Recipient = seam.PseudonymOf(person.Id),
            Template = Letters.StartLink,
            Link = seam.Seal(KeyKind.Identity, id, OutboxMessage.LinkColumn, 1, link),
            CreatedAt = time.GetUtcNow(),
        });
        return link;
    }
}
