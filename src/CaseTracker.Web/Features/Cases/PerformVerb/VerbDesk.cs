using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using FluentValidation.Results;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>The address of an act: which case, which act, for whom.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Verb">Code of the act.</param>
/// <param name="For">raiser, subject or independent-person, where it is recorded for somebody.</param>
/// <param name="AtConcerns">Whether it is the raiser's address.</param>
public sealed record VerbAddress(string Reference, string Verb, string? For, bool AtConcerns)
{
    /// <summary>Whether whoever does it proves first, once more, who they are.</summary>
    public bool NeedsFreshProof => Verbs.WithCode(Verb)?.NeedsFreshProof ?? false;
}

/// <summary>From which state of the case a form was made.</summary>
/// <param name="Version">The case's version then.</param>
/// <param name="Seen">How many events it had.</param>
public sealed record VerbBasis(Guid Version, int Seen);

/// <summary>What is said when an act is done, and where to go from there.</summary>
public sealed record VerbDone(string Banner, string Next);

/// <summary>
/// Where acts on a case are opened and taken. An act that is not open to whoever asks answers like an unknown address; one that is theirs but not possible now is refused with the reason.
/// </summary>
public sealed class VerbDesk(CaseDesk desk, ICurrentPerson current)
{
    /// <summary>Opens an act. Throws <see cref="NotFoundException"/> unless a live grant of the current person makes it theirs.</summary>
    public async Task<VerbAttempt> OpenAsync(VerbAddress address, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(address.Reference, cancellationToken);
        var verb = Verbs.WithCode(address.Verb) ?? throw new NotFoundException();
        var actors = desk.ActorsOf(c).Where(a => a == Actor.Raiser == address.AtConcerns).ToList();
        var now = await desk.NowAsync(c, cancellationToken);
        if (address.For is null)
        {
            if (!actors.Any(a => CaseActs.MayEver(verb, a))) throw new NotFoundException();
            return new VerbAttempt(c, verb, CaseActs.As(c, verb, actors), null, current.Pseudonym, now);
        }
        var who = CaseActs.ForWhom.Keys.Where(a => a.Code() == address.For).Cast<Actor?>().FirstOrDefault() ?? throw new NotFoundException();
        var holder = actors.Where(a => a is Actor.Handler or Actor.Mo).Cast<Actor?>().FirstOrDefault() ?? throw new NotFoundException();
        if (!CaseActs.MayEver(verb, who) || verb == Verbs.Recuse || !c.Live(who.Grant()!.Value, now.Today).Any()) throw new NotFoundException();
        return new VerbAttempt(c, verb, holder, who, current.Pseudonym, now);
    }

    /// <summary>
    /// Opens an act that somebody does by their role, without a grant. Throws <see cref="NotFoundException"/> for a case that is none of that role's business: whoever has a conflict cannot tell it from an unknown one.
    /// </summary>
    public async Task<VerbAttempt> OpenByRoleAsync(string reference, Verb verb, Actor role, CancellationToken cancellationToken)
    {
        var (c, now) = await desk.FindOtherNowAsync(reference, cancellationToken);
        return c is not null && c.MayAct(role, current.Pseudonym, now) && verb.IsPossible(c.Route, c.Stage, role) ? new VerbAttempt(c, verb, role, null, current.Pseudonym, now) : throw new NotFoundException();
    }

    /// <summary>
    /// Takes the act with what was typed. Throws <see cref="StaleException"/> if the case has changed since the form was made, <see cref="ValidationException"/> with every fault of the form,
    /// or <see cref="RefusedException"/> with the field beside which the refusal stands.
    /// </summary>
    public async Task<VerbDone> TakeAsync(VerbAttempt attempt, VerbBasis basis, VerbAnswers typed, CancellationToken cancellationToken)
    {
        var (c, form) = (attempt.Case, VerbForm.Of(attempt, typed));
        if (c.Version != basis.Version) return IsRepeat(attempt, basis, form, typed) ? Said(attempt, []) : throw new StaleException(new InvalidOperationException("The form was made from an earlier version."));
        if (CaseActs.Refused(c, attempt.Verb, attempt.Whose, attempt.Me, attempt.Now) is { } no) throw no;

        var (inputs, faults) = form.Read(typed);
        var other = await OtherAsync(inputs, cancellationToken);
        if (inputs.Has("case") && other is null) faults = [.. faults, new InputFault("case", "Enter the reference of a case that you can open.")];
        if (faults.Count > 0) throw new ValidationException(faults.Select(f => new ValidationFailure(f.Field, f.Message)));
        try
        {
            var done = await desk.DoAsync(c, attempt.Verb, attempt.As, inputs, cancellationToken, onBehalfOf: attempt.For, other: other);
            return Said(attempt, [.. done.Opened.Select(o => $"The new case is {o.Reference}."), .. done.Warnings]);
        }
        catch (RefusedException refused)
        {
            throw new RefusedException(refused.Code, refused.Message, form.FieldFor(refused.Field, refused.Code, typed));
        }
    }

    // Sent twice by a double click: the first is done, and the second says so.
    private static bool IsRepeat(VerbAttempt attempt, VerbBasis basis, VerbForm form, VerbAnswers typed)
    {
        var next = attempt.Case.Events.FirstOrDefault(e => e.Number == basis.Seen + 1);
        if (next is null || next.By != attempt.Me || next.Verb != attempt.Verb.Code || next.OnBehalfOf != attempt.For) return false;
        var recorded = attempt.Case.Read(next, attempt.Now.Seam);
        return form.Read(typed).Inputs.Values.All(v => recorded.List(v.Key).SequenceEqual(v.Value));
    }

    private async Task<Case?> OtherAsync(Inputs inputs, CancellationToken cancellationToken)
    {
        if (!inputs.Has("case")) return null;
        var other = await desk.FindOtherAsync(inputs.Text("case"), cancellationToken);
        return other is not null && desk.ActorsOf(other).Any(a => a != Actor.Raiser) ? other : null;
    }

    // Whoever gave the case away can no longer open it.
    private VerbDone Said(VerbAttempt attempt, IReadOnlyList<string> more)
    {
        var (c, area) = (attempt.Case, attempt.As == Actor.Raiser ? "concerns" : "casework");
        var open = c.GrantsOf(attempt.Me, desk.Today).Any();
        return new VerbDone(string.Join(" ", [open ? attempt.Text.Done : $"{attempt.Text.Done}: {c.Reference}", .. more]).Trim(), open ? $"/{area}/{c.Reference}" : $"/{area}");
    }
}
