using CaseTracker.Domain.Cases;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>Addresses of the caseworkers' pages. They carry references and codes, never names.</summary>
public static class CasePaths
{
    public const string Queue = "/casework", Search = "/casework/search", Cover = "/casework/cover", AllDates = "/casework/dates.ics";

    public static string Case(CaseReference reference) => $"/casework/{reference}";

    public static string Act(CaseReference reference, string verb) => $"/casework/{reference}/{verb}";

    public static string Brief(CaseReference reference) => $"/casework/{reference}/brief";

    public static string Views(CaseReference reference) => $"/casework/{reference}/views";

    public static string Dates(CaseReference reference) => $"/casework/{reference}/dates.ics";
}
