using CaseTracker.Domain.Routes;
using CaseTracker.Web.TagHelpers;
using FluentValidation;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.ChooseRoute;

/// <summary>
/// Whether whoever deals with it next may know who raised it. What was agreed for one manager does not hold for another (routes, “What a handler reads”), so each choice
/// of a manager asks; the Monitoring Officer goes by what was said when it was sent.
/// </summary>
public static class HandlerNaming
{
    /// <summary>Input of the verbs.</summary>
    public const string Input = "handler_named";

    public const string Yes = "yes", No = "no";

    public const string Missing = "Select whether they may know who you are.";

    /// <summary>The answers, for the raiser.</summary>
    public static IReadOnlyList<Choice> Answers { get; } =
    [
        new(Yes, "Yes, they see my name and my full account"),
        new(No, "No, they read a brief without my name", "My one-line summary, whom it is about, when, the themes and what would put it right. They may guess who I am. I can agree to more later."),
    ];

    /// <summary>Whether that route leads to a manager.</summary>
    public static bool IsAsked(string? route) => RouteTable.RouteOf(route ?? "") is Route.R1 or Route.R4 or Route.R5;

    /// <summary>One of the answers.</summary>
    public static IRuleBuilderOptions<T, string?> IsAnswered<T>(this IRuleBuilder<T, string?> rule) => rule.Must(answer => answer is Yes or No).WithMessage(Missing);
}
