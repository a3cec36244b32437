using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Requests that no well-behaved client would send, over a bare socket.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends bytes and reads until the service closes the connection.</summary>
    public static Task<RawAnswer> SendAsync(Uri address, string head) =>
        SendAsync(address, Encoding.UTF8.GetBytes(head));

    /// <inheritdoc cref="SendAsync(Uri, string)"/>
    public static async Task<RawAnswer> SendAsync(Uri address, byte[] request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        var stream = client.GetStream();
        var sending = SendAllAsync(stream, request, patience.Token);
        using var answer = new MemoryStream();

        try
        {
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // A server that refuses a body may reset the connection after its answer.
        }

        await sending;

        return new RawAnswer(Encoding.UTF8.GetString(answer.ToArray()));
    }

    private static async Task SendAllAsync(NetworkStream stream, byte[] request, CancellationToken token)
    {
        try
        {
            await stream.WriteAsync(request, token);
        }
        catch (IOException)
        {
            // The server stopped listening to a request that it has answered.
        }
    }
}

/// <summary>An answer as it stood on the wire.</summary>
internal sealed record RawAnswer(string Text)
{
    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status =>
        Text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? int.Parse(Text.AsSpan(9, 3), CultureInfo.InvariantCulture)
            : 0;

    /// <summary>The status line and the header fields.</summary>
    public string Head => Text.Split("\r\n\r\n", 2)[0];

    /// <summary>What follows the header fields.</summary>
    public string Body => Text.Split("\r\n\r\n", 2) is [_, var body] ? body : "";
}
