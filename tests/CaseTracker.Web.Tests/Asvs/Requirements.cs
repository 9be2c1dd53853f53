namespace CaseTracker.Web.Tests.Asvs;

/// <summary>A requirement that this product means to meet.</summary>
/// <param name="NotMet">Why it is not met, or not wholly; null if it is.</param>
public sealed record Requirement(string Id, int Level, string Must, string? NotMet = null);

/// <summary>The requirements, in the order of the standard, in short words of our own.</summary>
public static class Requirements
{
    public static readonly IReadOnlyList<Requirement> All =
    [
        new("3.2.1", 1, "Files that others sent are never rendered"),
        new("3.7.2", 2, "Redirects lead to known addresses only"),
        new("5.2.1", 1, "Files have a largest size"),
        new("5.2.2", 1, "Files are known by content, and named as what they are"),
        new("5.2.3", 2, "What is packed is counted as it unpacks"),
        new("5.2.4", 3, "There is a most of files and of their size"),
        new("5.2.6", 3, "Pictures have a most of pixels, by their header"),
        new("5.3.2", 1, "No path is made of a name that was sent"),
        new("5.4.1", 2, "The name of a download is the site's own"),
        new("5.4.2", 2, "Names in headers and pages are encoded and harmless"),
        new("5.4.3", 2, "Files from elsewhere are scanned before anybody opens them"),
        new("6.2.1", 1, "Passwords have a least length (here 12)"),
        new("6.2.2", 1, "People change their password"),
        new("6.2.3", 1, "Changing it needs the present one"),
        new("6.2.4", 1, "Common passwords of that length are refused", "By what they are made of (decision 12), tried on examples, and not by a list of 3,000: the program brings none. `CaseTracker:PasswordList` takes one."),
        new("6.2.5", 1, "Any characters, no rules of composition"),
        new("6.2.8", 1, "A password is checked exactly as typed"),
        new("6.2.9", 2, "At least 64 characters are taken"),
        new("6.2.11", 2, "Words of the place and of the person are refused"),
        new("6.2.12", 2, "Passwords of known breaches are refused", "Only with a list that the council provides (`CaseTracker:PasswordList`): the program asks nobody else, and brings no such list."),
        new("6.3.1", 1, "Guessing is slow, and locks nobody out"),
        new("6.3.2", 1, "No default accounts"),
        new("6.3.3", 2, "A second factor on every way in"),
        new("6.3.4", 2, "No way in that asks for less"),
        new("6.3.8", 3, "Nobody learns who has an account", "By text and length it is tested; the time of many pairs of sign-ins is compared in no test yet. Unknown addresses are checked against a decoy."),
        new("6.4.1", 1, "First secrets are random, work once and expire"),
        new("6.4.3", 2, "A forgotten password leaves the second factor as it is"),
        new("6.4.4", 2, "A lost second factor needs proof of who asks", "The recovery codes are such proof. Beyond them the operator makes sure who asks, by the council's own rules, which no test can see; a second person is told, and not asked."),
        new("6.4.6", 3, "Administrators begin a reset and never choose a password"),
        new("6.5.1", 2, "Codes and recovery codes work once"),
        new("6.5.2", 2, "Recovery codes are hashed, with 112 bits or more"),
        new("6.5.3", 2, "Recovery codes and keys of apps are random"),
        new("6.5.5", 2, "Codes are short-lived"),
        new("6.6.3", 2, "Guessing codes is slow"),
        new("7.2.3", 1, "Sessions are named by 128 random bits or more"),
        new("7.2.4", 1, "Each proof of who somebody is begins a new session"),
        new("7.3.1", 2, "A session ends when nobody uses it"),
        new("7.3.2", 2, "A session ends after some hours in any case"),
        new("7.4.1", 1, "Signing out ends the session on the server"),
        new("7.4.2", 1, "Whoever leaves is out at once"),
        new("7.4.3", 2, "A new password or second factor ends the other sessions"),
        new("7.4.5", 2, "An administrator can end sessions of anybody"),
        new("7.5.1", 2, "Changes of how somebody signs in need fresh proof"),
        new("7.5.2", 2, "People see their sessions and end them"),
        new("7.5.3", 3, "What is most sensitive needs fresh proof"),
        new("14.2.8", 3, "What a file says about its maker is taken out", "Of pictures and Office files, for everybody but whoever opens the original. PDF, email, sound and video stay as they were sent; those of a confidential raiser are kept from whoever may not know the name."),
    ];
}
