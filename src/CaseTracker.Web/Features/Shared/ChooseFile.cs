using System.Globalization;
using CaseTracker.Domain.Evidence;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Shared;

/// <summary>The field in which a file is chosen.</summary>
/// <param name="Optional">Whether something can be sent without one.</param>
public sealed record ChooseFile(FileTaking Taking, bool Optional)
{
    /// <summary>Said beside the field where something else was wrong: no browser keeps the choice.</summary>
    public const string Again = "Select the file again";

    /// <summary>Endings that a browser offers.</summary>
    public static string Accept { get; } = string.Join(',', FileKind.All.SelectMany(k => k.Endings));
}

/// <summary>Sizes in words.</summary>
public static class FileSizes
{
    /// <summary>"340 KB" or "2.1 MB".</summary>
    public static string AsSize(this int kilobytes) => kilobytes < 1000 ? $"{kilobytes} KB" : string.Create(CultureInfo.InvariantCulture, $"{kilobytes / 1024.0:0.0} MB");
}
