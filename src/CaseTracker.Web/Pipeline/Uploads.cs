using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// A form with a file, read as it arrives: first the fields, then the file, which stays in the request until somebody reads it. The framework's own way would put a large file on the disk in clear. On the page the file comes last.
/// </summary>
public sealed class Upload
{
    private const int LongestField = 256 * 1024, MostFields = 50;

    // Whoever sends a file a little too large is read to the end, so that the browser shows the answer; nobody is for ever.
    private const long MostDiscarded = 200L * 1024 * 1024;

    private static readonly object Key = new();

    private readonly Stream? _rest;

    private Upload(IReadOnlyDictionary<string, string> fields, IncomingFile? file, Stream? rest) => (Fields, File, _rest) = (fields, file, rest);

    /// <summary>What was typed, by the name of its field.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The file; null if none was chosen.</summary>
    public IncomingFile? File { get; }

    /// <summary>A field as typed; null if it is not there or empty.</summary>
    public string? Text(string field) => Fields.TryGetValue(field, out var text) && text.Length > 0 ? text : null;

    /// <summary>Reads the fields of the form and looks at its token. A form without a valid one comes back to its sender.</summary>
    public static async Task<Upload> BeginAsync(HttpContext http)
    {
        // The size is counted by whoever reads the file, and said in words.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var upload = await KeepFieldsAsync(http) ?? await WithoutFilesAsync(http.Request);
        if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return upload;
        http.Items[Answers.TokenFailed] = true;
        throw new SignInNeededException();
    }

    /// <summary>Reads the fields of a form with files, and gives them to whoever asks this request for its form from now on. Null if it is none, or cannot be read.</summary>
    public static async Task<Upload?> KeepFieldsAsync(HttpContext http)
    {
        if (http.Items[Key] is Upload begun) return begun;
        if (!IsMultipart(http.Request) || await ReadAsync(http.Request) is not { } read) return null;
        http.Items[Key] = read;
        http.Features.Set<IFormFeature>(new FormFeature(new FormCollection(read.Fields.ToDictionary(f => f.Key, f => new Microsoft.Extensions.Primitives.StringValues(f.Value)))));
        return read;
    }

    /// <summary>Whether a request carries a form that may hold files.</summary>
    public static bool IsMultipart(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads what is left of the request and keeps nothing of it.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (_rest is null) return;
        var portion = new byte[32 * 1024];
        try
        {
            for (long read, total = 0; total < MostDiscarded && (read = await _rest.ReadAsync(portion, cancellationToken)) > 0;) total += read;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or BadHttpRequestException)
        {
            // It ended by itself.
        }
    }

    // A form that was kept while something else came first is sent again without its file.
    private static async Task<Upload> WithoutFilesAsync(HttpRequest request) => request.HasFormContentType && !IsMultipart(request)
        ? new Upload((await request.ReadFormAsync(request.HttpContext.RequestAborted)).ToDictionary(f => f.Key, f => f.Value.ToString()), null, null) : throw new BadHttpRequestException("The form cannot be read.");

    private static async Task<Upload?> ReadAsync(HttpRequest request)
    {
        try
        {
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary) return null;
            var (reader, fields, length) = (new MultipartReader(boundary, request.Body), new Dictionary<string, string>(), 0);
            while (fields.Count <= MostFields && await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition) return null;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (disposition.IsFileDisposition())
                {
                    var called = HeaderUtilities.RemoveQuotes(disposition.FileNameStar).Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
                    if (called.Length > 0) return new Upload(fields, new IncomingFile(called, section.Body), request.Body);
                    continue;
                }
                var text = await ReadTextAsync(section.Body, LongestField - length, request.HttpContext.RequestAborted);
                if (text is null) return null;
                length += text.Length;
                fields[name] = text;
            }
            return new Upload(fields, null, null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static async Task<string?> ReadTextAsync(Stream from, int most, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var portion = new byte[4 * 1024];
        for (int read; (read = await from.ReadAsync(portion, cancellationToken)) > 0;)
        {
            if (text.Length + read > most) return null;
            text.Write(portion, 0, read);
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}

/// <summary>A page that reads its form itself, by <see cref="Upload"/>, and looks at its token then: nothing else touches it before.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadsUploadAttribute : IgnoreAntiforgeryTokenAttribute, IResourceFilter
{
    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
