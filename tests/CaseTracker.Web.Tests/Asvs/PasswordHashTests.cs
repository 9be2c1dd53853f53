using System.Buffers.Binary;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>How passwords are hashed, read from what is stored.</summary>
public class PasswordHashTests(App app) : IClassFixture<App>
{
    private const string Pell = "joanna.pell@wealdmere.example";

    [Fact]
    [Asvs("11.4.2")]
    public void A_password_is_hashed_by_PBKDF2_with_SHA_512_in_as_many_rounds_as_are_asked_for_today()
    {
        // As the program is put together, without the short cut of these tests.
        var services = new ServiceCollection();
        services.AddCaseDatabase(_ => (DatabaseProvider.Sqlite, "Data Source=none.db"));
        services.AddLogging();
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<PasswordHasherOptions>>();
        var (kind, rounds, salt) = Header(new PasswordHasher<Account>(options).HashPassword(new Account(), DemonstrationAccounts.Password));
        (kind, salt).ShouldBe((2u, 16u), "HMAC-SHA-512, with 128 random bits for each");
        // OWASP’s password storage advice for PBKDF2 with HMAC-SHA-512.
        rounds.ShouldBeGreaterThanOrEqualTo(220_000u);
    }

    [Fact]
    [Asvs("11.4.2")]
    public async Task An_older_hash_still_opens_and_is_made_anew_at_the_next_sign_in()
    {
        await app.GivenAccountAsync(Pell);
        var old = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = App.HashIterations / 2 })).HashPassword(new Account(), DemonstrationAccounts.Password);
        var person = await app.ReadAsync(db => db.People.Where(p => p.Email == Pell).Select(p => p.Id).SingleAsync());
        await app.WriteAsync(db => db.Users.Where(a => a.PersonId == person).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, old)));
        (await app.SignInAsync(Pell)).IsSignedIn.ShouldBeTrue();
        var stored = await app.ReadAsync(db => db.Users.Where(a => a.PersonId == person).Select(a => a.PasswordHash).SingleAsync());
        Header(stored!).Rounds.ShouldBe((uint)App.HashIterations);
        (await app.SignInAsync(Pell)).IsSignedIn.ShouldBeTrue();
    }

    private static (uint Kind, uint Rounds, uint Salt) Header(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        bytes[0].ShouldBe((byte)1);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9)));
    }
}
