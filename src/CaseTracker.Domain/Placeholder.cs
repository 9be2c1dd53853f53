namespace CaseTracker.Domain.Cases;
public class Case;
