using System.Collections.Concurrent;
using CaseTracker.Web.Tests.Support;
using Deque.AxeCore.Commons;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Looks at open pages as somebody would who cares that everybody can use them, and notes what is wrong.</summary>
public sealed class Inspection
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // What axe knows of WCAG 2.2 AA, and its own good practice. Its wrapper for this browser opens a page of its own for each run, which takes longer than the run.
    private const string Breaches = """
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
          const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'], preload: false })
          return violations.map(v => `${v.id} (${v.help}): ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')}`)
        }
        """;

    // Everything that can be opened is open: what is hidden is not looked at.
    private const string Open = """
        () => {
          for (const closed of document.querySelectorAll('details')) closed.open = true
          for (const input of document.querySelectorAll('[data-reveals]')) document.getElementById(input.dataset.reveals).hidden = false
        }
        """;

    // Parts that are wider than the window and lie in nothing that scrolls by itself.
    private const string Sideways = """
        () => {
          const wide = document.documentElement
          if (wide.scrollWidth <= wide.clientWidth) return []
          const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide.clientWidth + 1)
          return out.slice(-3).map(e => e.outerHTML.slice(0, 120))
        }
        """;

    private readonly ConcurrentQueue<string> _found = [];

    /// <summary>What is wrong: where, and what.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>Looks at the open page on a desktop, a telephone and in the narrowest window.</summary>
    public Task LookAsync(Visitor visitor, string where) => LookAsync(visitor, where, [Visitor.Desktop, Visitor.Phone]);

    /// <summary>Looks at another state of a page that was looked at before.</summary>
    public Task LookAgainAsync(Visitor visitor, string where) => LookAsync(visitor, where, [Visitor.Phone]);

    /// <summary>Notes something that was found otherwise.</summary>
    public void Note(string where, string what) => _found.Enqueue($"{where}: {what}");

    private async Task LookAsync(Visitor visitor, string where, int[] closely)
    {
        var page = visitor.Page;
        await visitor.PictureAsync($"page {where}");
        await page.EvaluateAsync(Open);
        await page.EvaluateAsync(Axe);
        if ((await page.TitleAsync()).Split(" – ") is not [{ Length: > 0 }, "CaseTracker", ..]) Note(where, $"the title is {await page.TitleAsync()}");
        if (await page.Locator("h1").CountAsync() is not 1 and var headings) Note(where, $"{headings} first headings");
        var before = page.ViewportSize!.Width;
        foreach (var width in new[] { Visitor.Desktop, Visitor.Phone, Visitor.Narrowest })
        {
            await visitor.WidenAsync(width);
            foreach (var part in await page.EvaluateAsync<string[]>(Sideways)) Note(where, $"scrolls sideways at {width}: {part}");
            if (!closely.Contains(width)) continue;
            foreach (var breach in await page.EvaluateAsync<string[]>(Breaches)) Note(where, $"at {width} {breach}");
        }

        await visitor.WidenAsync(before);
        foreach (var complaint in visitor.TakeFaults()) Note(where, complaint);
    }
}
