namespace CaseTracker.Web.Pipeline;

/// <summary>The mail server that carries the site's letters: section <c>CaseTracker:Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:Mail";

    /// <summary>Name of the server; empty while there is none: letters then wait in the outbox.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port for submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted by STARTTLS before anything is said. Off only for a relay on the same host.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Account at the server; empty for a relay that asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Address of the sender.</summary>
    public string From { get; set; } = "";

    /// <summary>Seconds between two looks into the outbox; 0 leaves it to another instance.</summary>
    public int Seconds { get; set; } = 10;
}
