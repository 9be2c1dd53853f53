using System.Globalization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Shared;

/// <summary>Who asks, as far as a search needs to know.</summary>
public sealed record Asking(Pseudonym? Person, string Name);

/// <summary>A text that was found.</summary>
internal sealed record FoundText(string Source, string Kind, DateOnly? On, string Text, bool IsTheirs, string Caution, Guid? File = null);

/// <summary>
/// What a case holds about somebody: all of it for those who raised it or whom it is about; for everybody else what they wrote, what was written to them, and what names them. Conversations with the subject's own Independent Person are not opened.
/// </summary>
internal sealed class CaseTexts(Case c, Asking asking, Circumstances now, NamesKnown people)
{
    private static readonly HashSet<string> Opening = ["submit", "record-concern", "import", "convert", "make-informal", "split"];
    private static readonly HashSet<string> Prose = ["message", "note", "reason", "view_text", "risk", "considered", "origin", "crime", "conflict_declaration", "files"];
    private static readonly HashSet<string> Never = ["raiser_name", "raiser", "subject", "witnesses", "keep_out", "person", "consent_to", "members", "handler", "raiser_contact"];
    private static readonly HashSet<GrantKind> Parties = [GrantKind.Raiser, GrantKind.Subject, GrantKind.SubjectIp];

    private readonly IReadOnlyList<NamedParty> _never = SubjectAccessWall.Never(c, asking.Person, asking.Name, now), _others = SubjectAccessWall.Others(c, asking.Person, asking.Name, now);
    private readonly bool _isRaiser = Is(asking, c.Raiser, c.ReadRaiserName(now.Seam)), _isSubject = Is(asking, c.Subject, c.ReadSubjectName(now.Seam));

    /// <summary>Whether the case concerns somebody who is not among the council's people, or by a name in its account.</summary>
    public bool NamesThem => _isRaiser || _isSubject || c.Named.Any(n => Is(asking, n.Person, c.ReadName(n, now.Seam))) || Names(Text(c.Narrative, "narrative")) || Names(Text(c.Summary, "summary"));

    /// <summary>Everything that the case holds about them, with its letters, files and the times at which it was opened.</summary>
    public IEnumerable<FoundText> All(IEnumerable<CaseLetter> letters, CaseFiles files, IReadOnlyList<CaseView> views)
    {
        var found = Account().Concat(Events()).Concat(Files(files)).Concat(Letters(letters)).Concat(Agreements()).Concat(NamedAs()).Concat(Deeds()).Concat(Openings(views)).Where(f => f.Text.Trim().Length > 0).ToList();
        if (found.Count == 0) return [];
        return found.Prepend(Found("part", ItemKinds.Part, c.ReceivedOn, PartWords(), isTheirs: true));
    }

    private IEnumerable<FoundText> Account()
    {
        var account = string.Join("\n\n", new[] { Text(c.Summary, "summary"), Text(c.Narrative, "narrative"), Text(c.Place, "place"), Text(c.Wish, "wish"), _isRaiser ? Text(c.Support, "support") : "" }.Where(t => t.Length > 0));
        if (IsAbout(account)) yield return Found("account", ItemKinds.Account, c.ReceivedOn, account, _isRaiser, Actor.Raiser);
        foreach (var disclosed in new[] { false, true })
        {
            var lines = c.Allegations.Where(a => a.Disclosed == disclosed).OrderBy(a => a.Number).Select(a => $"{a.Number}. {c.Read(a, now.Seam)}{(a.Finding is { } finding ? $" Found: {(finding == "breach" ? "a breach" : "no breach")}. {c.ReadFinding(a, now.Seam)}" : "")}");
            var text = string.Join("\n", lines);
            if (IsAbout(text)) yield return Found(disclosed ? "told" : "alleged", ItemKinds.Allegations, c.ReceivedOn, text, disclosed ? _isSubject && IsTold : _isRaiser, disclosed ? null : Actor.Raiser);
        }
        foreach (var s in c.Sanctions)
            if (_isSubject) yield return Found($"sanction:{s.Id:N}", ItemKinds.Step, s.On, $"{now.Taxonomy.Label("sanctions", s.Code)}. {c.Read(s, now.Seam)}", isTheirs: false);
    }

    private IEnumerable<FoundText> Events()
    {
        foreach (var e in c.Events.Where(e => !Opening.Contains(e.Verb)))
        {
            var read = c.Read(e, now.Seam);
            var (author, thread) = (e.OnBehalfOf ?? e.As, CaseThreads.ThreadOf(e, read));
            // What the subject says to their own Independent Person nobody at the council reads.
            if (e.Verb == "send-message" && thread == "subject-ip") continue;
            foreach (var (suffix, to, words) in Words(e, read))
            {
                var wrote = author == Actor.Raiser && _isRaiser || author == Actor.Subject && _isSubject || (e.OnBehalfOf is null && e.By is { } by && by == asking.Person && (_isRaiser || _isSubject || IsWitness));
                var sent = to switch { "raiser" => _isRaiser, "subject" => _isSubject, _ => read.Has("message") && (thread == "raiser" && _isRaiser || thread == "subject" && _isSubject) };
                if (!wrote && !sent && !IsAbout(words)) continue;
                yield return Found($"e{e.Number}{suffix}", KindOf(e, to), e.On, words, wrote || sent, wrote ? null : author, e.Verb == Verbs.AddNote.Code && read.Text("note_kind") == "legal");
            }
        }
    }

    // Letters to two readers stand in one step: each is an item of its own.
    private static IEnumerable<(string Suffix, string? To, string Words)> Words(CaseEvent e, Inputs read)
    {
        foreach (var (key, values) in read.Values.Where(v => v.Key.StartsWith("letters.", StringComparison.Ordinal))) yield return ($":{key}", key["letters.".Length..], string.Join("\n\n", values));
        var texts = read.Values.Where(v => !v.Key.StartsWith("letters.", StringComparison.Ordinal) && IsProse(v.Key, e)).SelectMany(v => v.Value.Where(t => Prose.Contains(v.Key) || t.Contains(' ', StringComparison.Ordinal)));
        yield return ("", null, string.Join("\n\n", texts.Distinct()));
    }

    private static bool IsProse(string key, CaseEvent e)
    {
        var code = key.Split('.')[0];
        return !Never.Contains(code) && code is not ("w" or "keep_out_reason") && !(code == "files" && e.Verb == Verbs.AddEvidence.Code);
    }

    private IEnumerable<FoundText> Files(CaseFiles files)
    {
        foreach (var e in CaseFiles.Bringing(c))
        {
            var read = c.Read(e, now.Seam);
            var author = e.OnBehalfOf ?? e.As;
            var theirs = author == Actor.Raiser && _isRaiser || author == Actor.Subject && _isSubject || (e.By is { } by && by == asking.Person);
            foreach (var file in CaseFiles.In(read).Select(files.Of).OfType<Data.Evidence.EvidenceFile>())
                if (theirs || IsAbout(read.Text("note"))) yield return Found($"f{file.Id:N}", ItemKinds.File, e.On, $"{Domain.Evidence.FileKind.Of(file.Kind).Words}, {file.Kilobytes.AsSize()}. {read.Text("note")}", theirs, theirs ? null : author) with { File = file.Id };
        }
    }

    private IEnumerable<FoundText> Letters(IEnumerable<CaseLetter> letters)
    {
        foreach (var letter in letters)
        {
            var (theirs, text) = (letter.To == Addressee.Raiser && _isRaiser || letter.To == Addressee.Subject && _isSubject, letter.Read(now.Seam));
            if (theirs || IsAbout(text)) yield return Found($"l{letter.Id:N}", ItemKinds.Letter, letter.SentAt.LondonDay(), text, theirs);
        }
    }

    private IEnumerable<FoundText> Agreements()
    {
        if (!_isRaiser || c.Consents.Count == 0) yield break;
        var lines = c.Consents.OrderBy(k => k.GivenAt).Select(k => $"{k.GivenAt.LondonDay().Brief()}: {now.Taxonomy.Label("consent_kinds", k.Kind)}{(k.WithdrawnAt is { } gone ? $", withdrawn on {gone.LondonDay().Brief()}" : "")}");
        yield return Found("agreements", ItemKinds.Agreement, null, string.Join("\n", lines), isTheirs: true);
    }

    private IEnumerable<FoundText> NamedAs() => c.Named.Where(n => Is(asking, n.Person, c.ReadName(n, now.Seam)) && n.Part != NamedPart.Recused).Select(n => n.Part == NamedPart.Witness
        ? Found($"n{n.Id:N}", ItemKinds.Named, null, "Named as somebody who saw what happened.", isTheirs: false, Actor.Raiser)
        : Found($"n{n.Id:N}", ItemKinds.Named, null, $"Named as somebody who is to be kept out. {c.ReadReason(n, now.Seam)}", isTheirs: false, Actor.Raiser));

    // What somebody did as part of their work is about others; that they did it, and when, is about them.
    private IEnumerable<FoundText> Deeds()
    {
        if (asking.Person is not { } me || _isRaiser || _isSubject) yield break;
        var timeline = new Timeline(c, now, maySeeRaiser: false);
        var lines = c.Events.Where(e => e.By == me && e.OnBehalfOf is null).Select(e => (e.On, Entry: timeline.Entry(e, TimelineVariant.Mo))).Where(x => x.Entry is not null).Select(x => $"{x.On.Brief()}: {x.Entry!.Sentence}");
        yield return Found("deeds", ItemKinds.Deeds, null, string.Join("\n", lines), isTheirs: false);
    }

    private IEnumerable<FoundText> Openings(IReadOnlyList<CaseView> views)
    {
        if (asking.Person is not { } me) yield break;
        var own = views.Where(v => v.Person == me).OrderBy(v => v.Number).Select(v => v.At.InFull()).Distinct().ToList();
        if (own.Count > 0) yield return Found("opened", ItemKinds.Opened, null, $"Opened by {asking.Name}:\n{string.Join("\n", own)}", isTheirs: true);
        if (!_isRaiser) yield break;
        var others = CaseView.ForRaiser(views).Select(v => $"{v.At.InFull()}: {Concern.HatWords.Of(v.As, v.Hat)}").ToList();
        if (others.Count > 0) yield return Found("openings", ItemKinds.Opened, null, $"Opened by others, by role:\n{string.Join("\n", others)}", isTheirs: true);
    }

    private string PartWords()
    {
        var parts = new List<string>();
        if (_isRaiser) parts.Add("raised it");
        if (_isSubject) parts.Add("is the person it is about");
        if (IsWitness) parts.Add("was named as having seen it");
        foreach (var g in c.Grants.Where(g => g.Person is not null && g.Person == asking.Person && !Parties.Contains(g.Kind)))
            parts.Add($"had a part in it as {CaseWords.RoleOf(g.Kind.Code(), g.Hat.Length > 0 ? g.Hat : null)}, {g.StartedAt.LondonDay().Brief()} to {(g.EndedAt is { } end ? end.LondonDay().Brief() : "now")}");
        if (parts.Count == 0) parts.Add("is named in it");
        return $"Concern {c.Reference}, received on {c.ReceivedOn.Brief()}: {asking.Name} {parts.AndList()}. {(c.IsOpen ? "It is open." : $"It was closed on {c.ClosedOn?.Brief()}.")}";
    }

    private FoundText Found(string source, string kind, DateOnly? on, string text, bool isTheirs, Actor? author = null, bool isLegal = false) => new(source, kind, on, text, isTheirs, CautionOf(text, isTheirs, author, isLegal));

    private string CautionOf(string text, bool isTheirs, Actor? author, bool isLegal)
    {
        if (isLegal) return Cautions.Privilege;
        // That there is anything is the first thing that it would tell.
        if (!_isRaiser && !(_isSubject && IsTold) && !HasPart) return Cautions.Untold;
        // What comes from somebody who may not be named, and what names them.
        if (!isTheirs && author == Actor.Raiser && _never.Count > 0 || NameCheck.Find(text, _never).Count > 0) return Cautions.Source;
        if (NameCheck.Find(text, _others).Count > 0 || people.AnyIn(text, asking.Name)) return Cautions.Names;
        return isTheirs ? Cautions.None : Cautions.Others;
    }

    private bool IsTold => c.Grants.Any(g => g.Kind == GrantKind.Subject);

    private bool IsWitness => c.Named.Any(n => n.Part == NamedPart.Witness && Is(asking, n.Person, c.ReadName(n, now.Seam)));

    private bool HasPart => asking.Person is { } me && c.Grants.Any(g => g.Person == me);

    private bool IsAbout(string text) => text.Length > 0 && (_isRaiser || _isSubject || Names(text));

    private bool Names(string text) => NameCheck.Find(text, [new(asking.Name, "")]).Count > 0;

    private string Text(Sealed text, string column) => now.Seam.Open(text, c.Id, column);

    private static bool Is(Asking asking, Pseudonym? person, string? name) => asking.Person is { } me ? person == me : !string.IsNullOrWhiteSpace(name) && NameCheck.Find(name, [new(asking.Name, "")]).Count > 0;

    private static string KindOf(CaseEvent e, string? to) => to is not null ? ItemKinds.Letter : e.Verb switch
    {
        "send-message" or "ask-other-side" or "answer" or "comment" or "comment-on-draft" => ItemKinds.Message,
        "add-evidence" => ItemKinds.Evidence,
        "add-note" => ItemKinds.Note,
        "record-view" => ItemKinds.View,
        "circulate-draft" or "file-report" => ItemKinds.Report,
        _ => ItemKinds.Step,
    };
}

/// <summary>The full names of the council's people, to be found in a text: by the last name first, which few texts hold.</summary>
internal sealed class NamesKnown
{
    private readonly ILookup<string, string> _byLast;

    public NamesKnown(IEnumerable<string> names) => _byLast = names.Select(Bare).Where(n => n.Contains(' ', StringComparison.Ordinal)).ToLookup(n => n[(n.LastIndexOf(' ') + 1)..], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether anybody but one is named in full.</summary>
    public bool AnyIn(string text, string but)
    {
        var words = text.Split([' ', '\n', '\r', '\t', '.', ',', ';', ':', '(', ')', '“', '”', '"', '?', '!'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.EndsWith("'s", StringComparison.Ordinal) || w.EndsWith("’s", StringComparison.Ordinal) ? w[..^2] : w).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return words.Any(w => _byLast[w].Any(n => n != Bare(but) && text.Contains(n, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Bare(string name) => name.StartsWith("Cllr ", StringComparison.OrdinalIgnoreCase) ? name[5..] : name;
}
