using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Enterprise.WebApi.Http;

/// <summary>What the server takes from a client at the most.</summary>
internal static class ServerLimits
{
    /// <summary>The largest body that is read: 1 MiB.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>
    /// The largest body that is let run out after a refusal, so that a client who reads only when it has sent
    /// all sees the refusal, not a broken connection: 16 MiB.
    /// </summary>
    private const long MaxDrainedBytes = 16 * MaxBodyBytes;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxDrainedBytes;
    }

    /// <summary>The body of a request, whose end is reached or refused within <see cref="MaxBodyBytes"/>.</summary>
    /// <exception cref="BadHttpRequestException">It says beforehand that it is larger (413).</exception>
    public static Stream BodyOf(HttpRequest request) =>
        request.ContentLength switch
        {
            null => new CappedBody(request.Body, MaxBodyBytes),
            <= MaxBodyBytes => request.Body,
            _ => throw BodyTooLarge(),
        };

    public static BadHttpRequestException BodyTooLarge() =>
        new($"The body must have at most {MaxBodyBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
}
