using System.Text;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using QRCoder;

namespace CaseTracker.Web.Features.Account.SetUpApp;

/// <summary>The secret for an app.</summary>
[Access(Who.SettingUp), StepUp]
public sealed record SetUpAppQuery : IRequest<SetUpAppView>;

/// <summary>The secret as it is typed and as it is photographed.</summary>
/// <param name="Secret">In groups of four.</param>
/// <param name="Uri">Opens an app on the same device.</param>
/// <param name="Size">Squares along each side of the picture.</param>
/// <param name="Path">The dark squares, as the path of a drawing.</param>
public sealed record SetUpAppView(string Secret, string Account, string Uri, int Size, string Path, bool IsAnother);

public sealed class SetUpAppQueryHandler(ICurrentPerson current, ISiteFacts site, SecondSteps steps) : IRequestHandler<SetUpAppQuery, SetUpAppView>
{
    public async Task<SetUpAppView> Handle(SetUpAppQuery request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        var has = await steps.OfAsync(entry.Account, cancellationToken);
        if (entry.Owes == Owed.SetUp && has.Any) throw new SignInNeededException();
        var secret = OneTimeCodes.Written(await steps.OfferAsync(entry.Account, entry.Session, cancellationToken));
        var issuer = Uri.EscapeDataString(site.CouncilName is { } council ? $"CaseTracker {council}" : "CaseTracker");
        var uri = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(entry.Person.Email)}?secret={secret}&issuer={issuer}";
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        var squares = code.ModuleMatrix;
        return new SetUpAppView(string.Join(' ', secret.Chunk(4).Select(g => new string(g))), entry.Person.Email, uri, squares.Count, PathOf(squares), has.App);
    }

    // A run of dark squares in a row is one rectangle.
    private static string PathOf(List<System.Collections.BitArray> squares)
    {
        var path = new StringBuilder();
        for (var y = 0; y < squares.Count; y++)
            for (var x = 0; x < squares[y].Count; x++)
            {
                var from = x;
                while (x < squares[y].Count && squares[y][x]) x++;
                if (x > from) path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
            }
        return path.ToString();
    }
}
