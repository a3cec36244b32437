using System.Net;
using System.Net.Sockets;

namespace Enterprise.Load;

/// <summary>Asks once, to look at the answer.</summary>
public static class SingleRequest
{
    /// <summary>The body of the answer to the source's next request.</summary>
    public static async Task<byte[]> BodyOfAsync(
        IPEndPoint server,
        IRequestSource source,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(source);

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        var request = new byte[16 * 1024];
        await socket.SendAsync(request.AsMemory(0, source.WriteNext(request)), cancellationToken);
        var answers = new AnswerReader(socket);
        await answers.ReadAsync();

        return answers.Body.ToArray();
    }
}
