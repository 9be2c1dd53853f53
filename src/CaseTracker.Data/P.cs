namespace CaseTracker.Data; public class Placeholder;
