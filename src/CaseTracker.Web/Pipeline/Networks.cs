using System.Net;
using System.Net.Sockets;

namespace CaseTracker.Web.Pipeline;

/// <summary>Where a request comes from, no more exactly than needed.</summary>
public static class Networks
{
    /// <summary>The network of the caller: the first 24 bits of an IPv4 address, the first 56 of an IPv6 one.</summary>
    public static string Network(this HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, address.AddressFamily == AddressFamily.InterNetwork ? 3 : 7, bytes.Length - (address.AddressFamily == AddressFamily.InterNetwork ? 3 : 7));
        return new IPAddress(bytes).ToString();
    }

    /// <summary>Whether the request comes from this very computer, with no proxy in between.</summary>
    public static bool IsFromThisComputer(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
