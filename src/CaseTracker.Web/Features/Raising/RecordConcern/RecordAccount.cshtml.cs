using CaseTracker.Web.Features.Raising.AskEvidence;
using CaseTracker.Web.Features.Raising.AskWhat;
using CaseTracker.Web.Features.Raising.AskWhen;
using CaseTracker.Web.Features.Raising.AskWho;
using CaseTracker.Web.Features.Raising.AskWitnesses;
using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>The account as it is told: typed while listening, so on one page.</summary>
public sealed class RecordAccountPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public RecordAccountForm Form { get; set; } = new();

    protected override string Step => "account";

    public override bool Recording => true;

    protected override IReadOnlyList<Part> Parts() => [new("About.", Form.About), new("Happened.", Form.Happened), new("When.", Form.When), new("Witnesses.", Form.Witnesses), new("Evidence.", Form.Evidence)];
}

/// <summary>The questions of the page.</summary>
public sealed class RecordAccountForm
{
    public AboutAnswer About { get; set; } = new();
    public HappenedAnswer Happened { get; set; } = new();
    public WhenAnswer When { get; set; } = new();
    public WitnessesAnswer Witnesses { get; set; } = new();
    public EvidenceAnswer Evidence { get; set; } = new();
}
