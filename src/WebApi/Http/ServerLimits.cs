using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Enterprise.WebApi.Http;

/// <summary>What the server takes from a client at the most.</summary>
internal static class ServerLimits
{
    /// <summary>The largest body: 1 MiB.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
    }
}
