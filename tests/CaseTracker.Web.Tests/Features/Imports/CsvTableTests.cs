using System.Text;
using CaseTracker.Web.Features.Imports.Files;

namespace CaseTracker.Web.Tests.Features.Imports;

public class CsvTableTests
{
    private static readonly CsvColumn[] Columns = [new("key", 10), new("words", 6000), new("more", 20, Optional: true)];

    private static CsvTable Read(string text) => CsvTable.Read(Encoding.UTF8.GetBytes(text), Columns);

    private static string Faults(CsvTable table) => string.Join(" ", table.Faults.Select(f => $"{f.Code}@{f.Row?.ToString() ?? "-"}:{f.Column ?? "-"}"));

    [Theory]
    [InlineData("key,words\na,one\nb,two\n")]
    [InlineData("key,words\r\na,one\r\nb,two\r\n")]
    [InlineData("key,words\na,one\nb,two")]
    [InlineData("\uFEFFkey,words\na,one\nb,two\n")]
    [InlineData("words,key\none,a\ntwo,b\n")]
    [InlineData("\"key\",\"words\"\n\"a\",\"one\"\n\"b\",\"two\"\n")]
    [InlineData("KEY , Words\n a ,one\nb,two \n")]
    [InlineData("key,words,more\na,one,\nb,two,x\n")]
    [InlineData("key,words\na,one\n\n,\nb,two\n\n\n")]
    public void The_same_file_in_other_dress_is_the_same_file(string text)
    {
        var table = Read(text);
        Faults(table).ShouldBe("");
        table.Count.ShouldBe(2);
        table.Rows.Select(r => r.Text("key") + r.Text("words")).ShouldBe(["aone", "btwo"]);
    }

    [Theory]
    [InlineData("Zoë Müller-Łuczak, naïve café")]
    [InlineData("She said \"no\", twice")]
    [InlineData("one\ntwo\n\nthree")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202Eright to left \u05D0\u05D1\u05D2")]
    [InlineData("👩‍⚖️ fair 🏛️")]
    [InlineData("sep=;")]
    public void Any_text_comes_out_as_it_went_in(string words)
    {
        var table = Read($"key,words\na,\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        Faults(table).ShouldBe("");
        table.Rows.Single().Text("words").ShouldBe(words);
    }

    [Fact]
    public void Six_thousand_characters_fit_and_one_more_does_not()
    {
        Faults(Read($"key,words\na,{new string('x', 6000)}\n")).ShouldBe("");
        Faults(Read($"key,words\na,{new string('x', 6001)}\n")).ShouldBe("too-long@1:words");
    }

    [Fact]
    public void Line_breaks_within_quotes_are_the_same_whatever_system_wrote_them() =>
        Read("key,words\r\na,\"one\r\ntwo\"\r\n").Rows.Single().Text("words").ShouldBe("one\ntwo");

    [Theory]
    [InlineData("", "empty-file@-:-")]
    [InlineData("  \n\n", "empty-file@-:-")]
    [InlineData("key,words\n", "empty-file@-:-")]
    [InlineData("key,words\n,\n", "empty-file@-:-")]
    [InlineData("a,one\nb,two\n", "missing-header@-:-")]
    [InlineData("key;words\na;one\n", "wrong-separator@-:-")]
    [InlineData("key\twords\na\tone\n", "wrong-separator@-:-")]
    [InlineData("key\na\n", "missing-column@-:words")]
    [InlineData("key,words,extra\na,one,x\n", "unknown-column@-:extra")]
    [InlineData("key,words,She wrote: \"\"!\na,one,x\n", "bad-quoting@-:-")]
    [InlineData("key,words,\na,one,x\n", "unknown-column@-:-")]
    [InlineData("key,words,key\na,one,a\n", "duplicate-column@-:key")]
    [InlineData("key,words\na,one,two\nb,three\n", "wrong-field-count@1:-")]
    [InlineData("key,words\na,one\nb\n", "wrong-field-count@2:-")]
    [InlineData("key,words\na,one\nb,tw\"o\n", "bad-quoting@2:-")]
    [InlineData("key,words\na,\"one\" more\nb,two\n", "bad-quoting@1:-")]
    [InlineData("key,words\na,one\nb,\"two\nc,three\n", "bad-quoting@2:-")]
    [InlineData("key,words\na,bell\u0007\n", "bad-character@1:words")]
    [InlineData("key,words\nabcdefghijk,one\n", "too-long@1:key")]
    public void What_cannot_be_understood_for_certain_is_a_fault(string text, string faults) => Faults(Read(text)).ShouldBe(faults);

    [Fact]
    public void A_file_in_another_encoding_is_refused_with_the_line()
    {
        var latin = CsvTable.Read(Encoding.Latin1.GetBytes("key,words\na,one\nb,café\n"), Columns);
        Faults(latin).ShouldBe("not-utf8@-:-");
        latin.Faults[0].Message.ShouldContain("line 3");
        foreach (var utf16 in new byte[][] { [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("key,words\n")], Encoding.Unicode.GetBytes("key,words\n"), [.. Encoding.BigEndianUnicode.Preamble, 0, 107] })
            Faults(CsvTable.Read(utf16, Columns)).ShouldBe("not-utf8@-:-");
        Faults(CsvTable.Read([0x50, 0x4B, 3, 4, 20], Columns)).ShouldBe("not-utf8@-:-");
    }

    [Fact]
    public void A_fault_never_repeats_what_a_cell_or_an_unknown_header_says()
    {
        const string secret = "Cllr X shouted at me in the lift!";
        foreach (var text in new[] { $"{secret},b\n1,2\n", $"key,words,{secret}\na,one,x\n", $"key,words\n{secret},one\n", $"key,words\na,{secret}\"\n" })
        {
            var table = Read(text);
            table.Faults.ShouldNotBeEmpty();
            table.Faults.ShouldAllBe(f => !f.Message.Contains("shouted") && !(f.Column ?? "").Contains("shouted"));
        }
    }
}
