using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CaseTracker.Rig;

/// <summary>Somebody with a browser on the site's own computer, behind its trusted proxy: a demonstration asks for no second step there.</summary>
public sealed partial class Visitor(Uri site) : IDisposable
{
    private static readonly HtmlParser Parser = new();

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 16, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = site };
    private readonly ConcurrentDictionary<string, string> _cookies = new();

    /// <summary>Where the proxy says that the visitor comes from.</summary>
    public string From { get; set; } = "127.0.0.1";

    public static async Task<Visitor> SignInAsync(Uri site, string email, string password)
    {
        var visitor = new Visitor(site);
        // Beside the form stands, on the site's own computer, one for each account of the demonstration.
        var form = await visitor.FormAsync("/account/sign-in", "main form:has(input[type=email])");
        if ((await visitor.PostAsync(form.Fill("Email", email).Fill("Password", password))).Location is null) throw new InvalidOperationException($"{email} could not sign in.");
        return visitor;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>References of the cases to which a page of casework leads, each once.</summary>
    public static IReadOnlyList<string> CasesOn(string page) => [.. Reference().Matches(page).Select(m => m.Groups[1].Value).Distinct()];

    [GeneratedRegex("/casework/([A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4})\"")]
    private static partial Regex Reference();

    /// <summary>A page, whole; throws if it is not one.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The words of an element of a page.</summary>
    public async Task<string> TextAsync(string path, string selector)
    {
        using var document = Parser.ParseDocument(await GetAsync(path));
        return document.QuerySelector(selector)?.TextContent.Trim() ?? throw new InvalidOperationException($"{path} has no {selector}.");
    }

    /// <summary>Sends a form prepared before; answers where it leads, or the page it gives back.</summary>
    public async Task<(string? Location, string Page)> PostAsync(Form form)
    {
        var (status, location, page) = await TryAsync(form);
        return status < 400 ? (location, page) : throw new InvalidOperationException($"{form.Action} answers {status}.");
    }

    /// <summary>The same, whatever the site answers.</summary>
    public async Task<(int Status, string? Location, string Page)> TryAsync(Form form)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(form.Fields) });
        return ((int)answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The last such form of a page, as it stands.</summary>
    public async Task<Form> FormAsync(string path, string selector = "main form")
    {
        using var document = Parser.ParseDocument(await GetAsync(path));
        var form = document.QuerySelectorAll(selector).OfType<IHtmlFormElement>().LastOrDefault() ?? throw new InvalidOperationException($"{path} has no form.");
        return new Form(form.GetAttribute("action") is { Length: > 0 } action ? action : path, form);
    }

    /// <summary>Fills the form of a page and sends it; answers where it leads. Throws if the page is given back.</summary>
    public async Task<string> SubmitAsync(string path, Action<Form> fill)
    {
        var form = await FormAsync(path);
        fill(form);
        var (location, page) = await PostAsync(form);
        if (location is not null) return location;
        using var document = Parser.ParseDocument(page);
        throw new InvalidOperationException($"{path}: {document.QuerySelector(".govuk-error-summary")?.TextContent.Trim() ?? "given back"}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", From);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (!_cookies.IsEmpty) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await _client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2)))
            {
                if (cookie[1].Length == 0) _cookies.TryRemove(cookie[0], out _);
                else _cookies[cookie[0]] = cookie[1];
            }
        }
        return answer;
    }
}
