namespace CaseTracker.Web.Features.Raising.UseAnotherProcedure;

/// <summary>Another procedure: when it fits, and where it is found.</summary>
public sealed record OffRamp(string Code, string Name, string Fits, string Where);

/// <summary>Procedures that fit some things better (routes, R6). Where an officer is disciplined is not for whoever raises a concern to choose.</summary>
public static class OffRamps
{
    public static readonly IReadOnlyList<OffRamp> All =
    [
        new("whistleblowing", "Whistleblowing", "A crime, a legal duty that was broken, a danger to somebody or to the environment, or a cover-up",
            "Use the whistleblowing policy. It names people outside your line to whom you can speak, and the law protects you from being treated badly for it. The charity Protect gives free, confidential advice."),
        new("grievance", "Grievance", "Your pay, hours, duties, or how the council treats you as its employee",
            "Ask your manager, Human Resources or your union for the grievance procedure. It can bring you support. It cannot decide that a councillor broke the Code of Conduct."),
        new("bullying-policy", "Bullying and harassment policy", "Bullying or harassment by an officer with whom you work",
            "Ask Human Resources or your union for the Bullying and Harassment Policy. If it was a councillor, raise it here."),
        new("safeguarding", "Safeguarding", "A child or an adult who is at risk of harm",
            "In an emergency call 999. Otherwise tell the council’s safeguarding lead or the social care duty team today. Do not look into it yourself, and do not tell the person you are worried about."),
        new("service-complaint", "Complaint about a service", "A service that was late, wrong or not provided",
            "Use the council’s complaints procedure."),
        new("member-enquiry", "Member’s enquiry", "An answer or information that has not come",
            "Ask the Group Head, then the Director, then the Chief Executive. “Who to ask” names them. If you were refused information, the Monitoring Officer can look at it again."),
        new("police", "Police", "Threats, assault, stalking, harassment, or an interest that was not declared",
            "Call 999 in an emergency, 101 otherwise. You can do both: report it to them and raise a concern here."),
        new("ombudsman", "Ombudsman", "How the council handled a complaint, once it has had its say",
            "The Local Government and Social Care Ombudsman looks at how something was handled. It does not decide it again."),
        new("other", "Something else", "None of these",
            "Ask the Monitoring Officer where it belongs. You can also raise it here and say that you are not sure."),
    ];

    public static OffRamp? Of(string? code) => All.FirstOrDefault(o => o.Code == code);
}
