using System.Net;
using AngleSharp.Html.Dom;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Somebody's browser without script: keeps cookies, follows redirects, fills in the forms that it is shown, and sends what a browser sends.</summary>
public sealed class Browser
{
    /// <summary>Tells the test server where the request comes from.</summary>
    public const string AddressHeader = "X-Test-Address";

    private readonly Func<HttpMessageHandler> _connect;
    private readonly string _address;

    public Browser(Func<HttpMessageHandler> connect, Uri origin, string address)
    {
        _connect = connect;
        _address = address;
        Origin = origin;
    }

    public Uri Origin { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Whether the browser holds a session cookie.</summary>
    public bool IsSignedIn => SessionCookie is not null;

    /// <summary>Value of the session cookie.</summary>
    public string? SessionCookie => Cookies.GetCookies(Origin).FirstOrDefault(c => c.Name is "casetracker" or "__Host-casetracker")?.Value;

    /// <summary>Every cookie that the site set, as it set it.</summary>
    public List<string> CookiesSet { get; } = [];

    /// <summary>Opens an address as if typed, and follows redirects.</summary>
    public Task<Page> GetAsync(string path) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Origin, path)), "none");

    /// <summary>Opens an address from a link on another site.</summary>
    public Task<Page> ArriveAsync(string path) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Origin, path)), "cross-site");

    /// <summary>Follows the link with that text.</summary>
    public Task<Page> ClickAsync(Page page, string link) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(page.Address, page.Href(link))), "same-origin");

    /// <summary>
    /// Opens the page, fills its form by label or name, and sends it with its token and hidden fields.
    /// <paramref name="fields"/> is an object whose properties are names of fields (without "Form."), or a dictionary by label or name.
    /// </summary>
    public async Task<Page> SubmitAsync(string path, object? fields = null, string? button = null) => await SubmitAsync(await GetAsync(path), fields, button);

    /// <summary>The same on a page already open, which may have grown old.</summary>
    public async Task<Page> SubmitAsync(Page page, object? fields = null, string? button = null)
    {
        var (form, pressed) = page.FindForm(button);
        var filling = new FormFilling(form);
        filling.Fill(fields);
        return await SendAsync(page, form, pressed?.GetAttribute("formaction") ?? form.GetAttribute("action"), filling.With(pressed));
    }

    /// <summary>Opens the page, chooses a file in its form, and sends it; with no file, none is chosen.</summary>
    public async Task<Page> UploadAsync(string path, byte[]? file, string name = "file.csv", object? fields = null) => await UploadAsync(await GetAsync(path), file is null ? null : new ByteArrayContent(file), name, fields);

    /// <summary>The same on a page already open, of whatever sends the bytes.</summary>
    public async Task<Page> UploadAsync(Page page, HttpContent? file, string name, object? fields = null)
    {
        var (form, _) = page.FindForm(null);
        var parts = new MultipartFormDataContent();
        var filling = new FormFilling(form);
        filling.Fill(fields);
        foreach (var (field, value) in filling.With(null)) parts.Add(new StringContent(value), field);
        var chooser = form.QuerySelector("input[type=file]")!.GetAttribute("name")!;
        // A browser sends an empty part without a name when nothing was chosen.
        if (file is null) parts.Add(new ByteArrayContent([]), chooser);
        else parts.Add(file, chooser, name);
        return await FollowAsync(new HttpRequestMessage(HttpMethod.Post, page.Address) { Content = parts }, "same-origin");
    }

    /// <summary>Posts fields as they are, with no page and no token.</summary>
    public Task<Page> PostAsync(string path, params (string Name, string Value)[] fields) => FollowAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(Origin, path)) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) }, "same-origin");

    /// <summary>Only how an address answers, as if typed.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Origin, path));
        request.Headers.Add("Sec-Fetch-Site", "none");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        using var response = await RawAsync(request);
        return response.StatusCode;
    }

    /// <summary>One request with this browser's cookies; redirects are not followed.</summary>
    public async Task<HttpResponseMessage> RawAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(Origin, request.RequestUri!);
        request.Headers.Add(AddressHeader, _address);
        if (Cookies.GetCookieHeader(request.RequestUri) is { Length: > 0 } cookies) request.Headers.Add("Cookie", cookies);
        using var client = new HttpMessageInvoker(_connect(), disposeHandler: true);
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set)) foreach (var cookie in set) Keep(request.RequestUri, cookie);
        return response;
    }

    private void Keep(Uri from, string cookie)
    {
        CookiesSet.Add(cookie);
        Cookies.SetCookies(from, cookie);
    }

    private async Task<Page> SendAsync(Page page, IHtmlFormElement form, string? target, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var action = new Uri(page.Address, target is { Length: > 0 } ? target : page.Address.PathAndQuery);
        if (!string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join("&", fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
            return await FollowAsync(new HttpRequestMessage(HttpMethod.Get, new UriBuilder(action) { Query = query }.Uri), "same-origin");
        }
        HttpContent content = new FormUrlEncodedContent(fields);
        if (form.GetAttribute("enctype") == "multipart/form-data")
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
            content = parts;
        }
        return await FollowAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = content }, "same-origin");
    }

    private async Task<Page> FollowAsync(HttpRequestMessage request, string from)
    {
        for (var steps = 0; steps < 10; steps++)
        {
            request.Headers.Add("Sec-Fetch-Site", from);
            request.Headers.Add("Sec-Fetch-Mode", "navigate");
            if (request.Method == HttpMethod.Post) request.Headers.Add("Origin", Origin.GetLeftPart(UriPartial.Authority));
            using var response = await RawAsync(request);
            if ((int)response.StatusCode is not (301 or 302 or 303) || response.Headers.Location is not { } next) return await Page.ReadAsync(request.RequestUri!, response);
            var target = new Uri(request.RequestUri!, next);
            if (target.Authority != Origin.Authority) throw new InvalidOperationException($"The site sent the browser elsewhere: {target}");
            request = new HttpRequestMessage(HttpMethod.Get, target);
        }
        throw new InvalidOperationException("The site redirects in circles.");
    }
}
