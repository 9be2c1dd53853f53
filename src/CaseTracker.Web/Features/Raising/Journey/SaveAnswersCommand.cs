using System.Security.Cryptography;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>An answer, and what its fields are called inside the form of the page.</summary>
public sealed record Part(string Prefix, Answer Answer);

/// <summary>Saves the answers of one page in the draft. <paramref name="Later"/> takes what there is, complete or not; <paramref name="MadeFrom"/> tells from which answers the page was made.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record SaveAnswersCommand(Guid Id, bool Recording, string Step, IReadOnlyList<Part> Parts, bool Later, bool FromCheck, string? MadeFrom) : IRequest<Saved>, IWrites;

/// <summary>An answer saved elsewhere in the meantime that this one has replaced.</summary>
public sealed record ReplacedAnswer(string Question, IReadOnlyList<string> Was);

/// <summary>The concern had been sent from elsewhere: where it is now, and what was typed here, which is no part of it.</summary>
public sealed record SentBefore(string Concern, IReadOnlyList<string> Typed);

/// <summary>Where to go on; what was replaced; or that the concern had been sent before, so that nothing was saved.</summary>
public sealed record Saved(string Next, IReadOnlyList<ReplacedAnswer> Replaced, SentBefore? TooLate = null);

public sealed class SaveAnswersValidator : AbstractValidator<SaveAnswersCommand>
{
    public SaveAnswersValidator(DraftDesk drafts, ProtocolVersions protocols) => RuleFor(c => c).CustomAsync(async (command, context, cancellationToken) =>
    {
        // A draft that is gone is the handler's to explain.
        if (command.Later || await drafts.FindAsync(command.Id, cancellationToken) is not { } draft) return;
        var all = command.Parts.Aggregate(draft.Answers, (answers, part) => answers.Answered([part.Answer.Question()], part.Answer.Keep()));
        var check = new Checking(draft.With(all).Known, draft.With(all), protocols);
        foreach (var part in command.Parts)
            foreach (var fault in part.Answer.Faults(check)) context.AddFailure(new ValidationFailure(part.Prefix + fault.Field, fault.Message));
    });
}

/// <summary>The newer save wins, and says what it replaced.</summary>
public sealed class SaveAnswersHandler(CaseDb db, DraftDesk drafts) : IRequestHandler<SaveAnswersCommand, Saved>
{
    public async Task<Saved> Handle(SaveAnswersCommand request, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(request.Id, cancellationToken) is not { } draft || draft.Draft.ForSomebodyElse != request.Recording) return await TooLateAsync(request, cancellationToken);
        List<string> questions = [.. request.Parts.Select(p => p.Answer.Question())];
        var given = new Inputs(request.Parts.SelectMany(p => p.Answer.Keep().Values));
        var before = draft.Answers.Only(questions);
        var replaced = request.MadeFrom is not null && Print(before) != request.MadeFrom && Print(before) != Print(given) ? Differences(draft, questions, before, given) : [];

        var after = Settle(draft.Answers, draft.Answers.Answered(questions, given), questions);
        if (!request.Later) after = after.With(Journeys.Done, [.. after.List(Journeys.Done).Append(request.Step).Distinct()]);
        draft.Draft.Save(after, draft.Now);
        var journey = draft.Journey;
        return new Saved(request.Later ? journey.Root : journey.After(request.Id, after, request.Step, request.FromCheck), replaced);
    }

    /// <summary>A short print of answers, to tell whether they changed.</summary>
    public static string Print(Inputs answers)
    {
        var text = string.Join('\n', answers.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={string.Join('\u001f', v.Value)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    // What may be done with a name was agreed for one route and one handler. Another needs the question again.
    private static Inputs Settle(Inputs before, Inputs after, List<string> questions)
    {
        var same = before.Text("route") == after.Text("route") && before.Text("handler") == after.Text("handler");
        if (same || questions.Contains(Questions.Name) || !before.Has("route")) return after;
        var settled = after.Answered([Questions.Name], Inputs.Empty);
        return settled.With(Journeys.Done, [.. settled.List(Journeys.Done).Where(s => s != Questions.Name)]);
    }

    private static IReadOnlyList<ReplacedAnswer> Differences(OpenDraft draft, List<string> questions, Inputs before, Inputs given) =>
    [
        .. questions.Select(q => (Question: q, Was: before.Only([q]))).Where(x => Print(x.Was) != Print(given.Only([x.Question])) && x.Was.Values.Count > 0)
            .Select(x => new ReplacedAnswer(Questions.Of(x.Question).Title, [.. x.Was.Values.Where(v => !v.Key.StartsWith("typed.", StringComparison.Ordinal)).SelectMany(v => v.Value.Select(t => Words(draft, v.Key, t)))])),
    ];

    private static string Words(OpenDraft draft, string input, string value)
    {
        if (value.StartsWith("p:", StringComparison.Ordinal)) return draft.NameOf(Party.Parse(value));
        var code = input.Split('.')[0];
        if (code == "route") return draft.Now.Taxonomy.Route(value)?.Label ?? value;
        return RouteTable.Inputs.FirstOrDefault(i => i.Code == code)?.Taxonomy is { } list ? draft.Now.Taxonomy.Label(list, value) : value;
    }

    private async Task<Saved> TooLateAsync(SaveAnswersCommand request, CancellationToken cancellationToken)
    {
        var me = drafts.Owner;
        var sent = await db.Submissions.AsNoTracking().FirstOrDefaultAsync(s => s.DraftId == request.Id && s.Owner == me, cancellationToken) ?? throw new NotFoundException();
        var first = await db.Cases.Where(c => c.ConcernId == sent.ConcernId).OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).Select(c => c.Reference).FirstAsync(cancellationToken);
        var confirmation = Journeys.Of(request.Recording).Address(request.Id, "sent");
        // Whoever records for somebody else may have no access to the case.
        return new Saved(confirmation, [], new SentBefore(request.Recording ? confirmation : $"/concerns/{first.Value}", [.. Typed(request.Parts)]));
    }

    private static IEnumerable<string> Typed(IReadOnlyList<Part> parts) =>
        parts.SelectMany(p => p.Answer.Keep().Values).Where(v => IsWritten(v.Key)).SelectMany(v => v.Value).Where(t => t.Length > 1 && !t.StartsWith("p:", StringComparison.Ordinal));

    // What somebody wrote, as opposed to chose.
    private static bool IsWritten(string input) => input.StartsWith("allegations.", StringComparison.Ordinal) ? input.EndsWith(".text", StringComparison.Ordinal)
        : input is "narrative" or "summary" or "place" or "wish" or "support" or "files" or "subject" or "witnesses" or "keep_out" or "keep_out_reason" or "raiser" or Domain.Cases.Case.NameReason;
}
