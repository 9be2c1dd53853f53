using CaseTracker.Data.Identity;

namespace CaseTracker.Web.Tests.Support;

/// <summary>A telephone with an authenticator app, into which somebody typed the key that a page shows.</summary>
public sealed class Phone(TimeProvider clock, string key)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly byte[] _secret = Decode(key.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The code that it shows now, or that its clock would show which goes wrong by so many steps.</summary>
    public string Code(int off = 0) => OneTimeCodes.CodeOf(_secret, OneTimeCodes.StepOf(clock.GetUtcNow()) + off);

    /// <summary>A code that it does not show.</summary>
    public string WrongCode() => Enumerable.Range(0, 10).Select(i => $"00000{i}").First(c => !Enumerable.Range(-3, 7).Select(Code).Contains(c));

    /// <summary>Sets the phone up in a browser on whose page the key stands; answers the page that comes then.</summary>
    public static async Task<(Phone Phone, Page Page)> SetUpAsync(TimeProvider clock, Browser browser, string path = "/account/second-step/app")
    {
        var page = await browser.GetAsync(path);
        var phone = new Phone(clock, page.Facts["Key"]);
        return (phone, await browser.SubmitAsync(page, new { Code = phone.Code() }));
    }

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
