using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CaseTracker.Data.Databases;
using CaseTracker.Domain;

namespace CaseTracker.Data.Protection;

/// <summary>
/// The secrets of the site in one small file, away from the database: sealed under a key of its own, which opens by a passphrase (PBKDF2 with SHA-512) or by two of three recovery shares. Whoever has the database and not this
/// file, or both and not the passphrase, has nothing.
/// </summary>
public sealed class SealedKeyFile(string path) : IKeyVault
{
    /// <summary>Rounds of PBKDF2 for a passphrase that a person chose: about a second (OWASP asks for 210,000 with SHA-512).</summary>
    public const int Rounds = 1_000_000;

    /// <summary>Shortest passphrase that a person may choose, in characters.</summary>
    public const int ShortestPassphrase = 16;

    private const int Format = 1, SaltSize = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Written = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <inheritdoc/>
    public string Place => path;

    /// <inheritdoc/>
    public bool IsMade => File.Exists(path);

    /// <summary>
    /// Makes it, and answers the three recovery shares: they are nowhere else. Throws <see cref="RefusedException"/> if there is one already. Of two who make it at once, one does.
    /// </summary>
    public async Task<IReadOnlyList<string>> MakeAsync(string passphrase, int rounds, CancellationToken cancellationToken)
    {
        var (fileKey, recovery) = (RandomNumberGenerator.GetBytes(KeyMaterial.KeySize), RandomNumberGenerator.GetBytes(KeyMaterial.KeySize));
        var content = new Content(Format, ByPassphrase(passphrase, rounds, fileKey), SecretBox.Seal(recovery, fileKey, Context("recovery")), SealSecrets(KeyMaterial.New(), fileKey));
        await WriteAsync(content, overwrite: false, cancellationToken);
        return RecoveryShares.Split(recovery);
    }

    /// <inheritdoc/>
    public async Task<KeyMaterial?> OpenAsync(string passphrase, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        return FileKey(content, passphrase) is { } fileKey ? OpenSecrets(content, fileKey) : null;
    }

    /// <summary>Exchanges the passphrase; false if the old one is not right.</summary>
    public async Task<bool> ChangePassphraseAsync(string old, string passphrase, int rounds, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        if (FileKey(content, old) is not { } fileKey) return false;
        await WriteAsync(content with { Passphrase = ByPassphrase(passphrase, rounds, fileKey) }, overwrite: true, cancellationToken);
        return true;
    }

    /// <summary>Sets a new passphrase with two recovery shares; false if they are not two of this file.</summary>
    public async Task<bool> RecoverAsync(string oneShare, string otherShare, string passphrase, int rounds, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        if (RecoveryShares.Join(oneShare, otherShare) is not { Length: KeyMaterial.KeySize } recovery || SecretBox.Open(recovery, content.Recovery, Context("recovery")) is not { } fileKey) return false;
        await WriteAsync(content with { Passphrase = ByPassphrase(passphrase, rounds, fileKey) }, overwrite: true, cancellationToken);
        return true;
    }

    /// <summary>Puts other secrets in, under the same passphrase and shares; false if the passphrase is not right.</summary>
    public async Task<bool> ReplaceAsync(string passphrase, KeyMaterial material, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        if (FileKey(content, passphrase) is not { } fileKey) return false;
        await WriteAsync(content with { Secrets = SealSecrets(material, fileKey) }, overwrite: true, cancellationToken);
        return true;
    }

    private static PassphraseLock ByPassphrase(string passphrase, int rounds, byte[] fileKey)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return new("PBKDF2-SHA512", rounds, salt, SecretBox.Seal(Stretch(passphrase, salt, rounds), fileKey, Context("passphrase")));
    }

    private static byte[]? FileKey(Content content, string passphrase) => SecretBox.Open(Stretch(passphrase, content.Passphrase.Salt, content.Passphrase.Rounds), content.Passphrase.Wrapped, Context("passphrase"));

    // The same letters can be typed as different characters; a line end belongs to the file or the keyboard.
    private static byte[] Stretch(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase.Trim().Normalize(NormalizationForm.FormC)), salt, rounds, HashAlgorithmName.SHA512, KeyMaterial.KeySize);

    private static byte[] SealSecrets(KeyMaterial material, byte[] fileKey) => SecretBox.Seal(fileKey, JsonSerializer.SerializeToUtf8Bytes(material, Written), Context("secrets"));

    private KeyMaterial OpenSecrets(Content content, byte[] fileKey) =>
        SecretBox.Open(fileKey, content.Secrets, Context("secrets")) is { } secrets ? JsonSerializer.Deserialize<KeyMaterial>(secrets, Written)! : throw Damaged();

    private static byte[] Context(string what) => Encoding.ASCII.GetBytes($"casetracker key file {Format} {what}");

    private async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<Content>(file, Written, cancellationToken) is { Format: Format, Passphrase.Rounds: > 0 and <= 100 * Rounds } content ? content : throw Damaged();
        }
        catch (JsonException)
        {
            throw Damaged();
        }
    }

    // Whole or not at all, and on the disk before anybody relies on it.
    private async Task WriteAsync(Content content, bool overwrite, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        // Moving a file where there is none is not one step: two could do it at once.
        await using var turn = await FileTurn.TakeAsync(path, cancellationToken);
        if (!overwrite && File.Exists(path)) throw new RefusedException("key-exists", $"There is a key at {path} already. Without it the database could not be read; nothing was changed.");
        var part = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        await using (var file = new FileStream(part, options))
        {
            await JsonSerializer.SerializeAsync(file, content, Written, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite);
    }

    private InvalidDataException Damaged() => new($"The key file {path} is damaged. Put a copy of it back.");

    private sealed record PassphraseLock(string Kdf, int Rounds, byte[] Salt, byte[] Wrapped);

    private sealed record Content(int Format, PassphraseLock Passphrase, byte[] Recovery, byte[] Secrets);
}
