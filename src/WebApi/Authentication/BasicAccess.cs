using System.Net.Http.Headers;
using System.Text;

namespace Enterprise.WebApi.Authentication;

/// <summary>
/// The endpoint takes the key as the password of HTTP Basic too (RFC 7617), whatever the user's name, and challenges a
/// browser for it: only what a person opens, and what changes nothing, for browsers send these credentials by themselves.
/// </summary>
internal sealed class BasicAccess
{
    public const string Challenge = "Basic realm=\"enterprise\", charset=\"UTF-8\"";

    private const string Scheme = "Basic";

    public static BasicAccess Allowed { get; } = new();

    /// <summary>The password of a header field; empty where it holds none, null where it is of another scheme.</summary>
    public static string? PasswordIn(string authorization)
    {
        if (
            !AuthenticationHeaderValue.TryParse(authorization, out var field)
            || !string.Equals(field.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var encoded = field.Parameter ?? "";
        var bytes = new byte[encoded.Length];

        return
            Convert.TryFromBase64String(encoded, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : "";
    }
}

internal static class BasicEndpoints
{
    public static T AcceptsBasic<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(BasicAccess.Allowed);
}
