using System.Net.Sockets;

namespace Enterprise.Tests.Support.Network;

/// <summary>One connection through a proxy.</summary>
internal sealed class TcpWire(TcpProxy proxy, TcpClient client) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly TcpClient _server = new() { NoDelay = true };
    private bool _isRobbed;

    /// <summary>Carries bytes both ways until one side ends or the wire is cut.</summary>
    public async Task CarryAsync(string host, int port, CancellationToken end)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(host, port, end);
            var (near, far) = (client.GetStream(), _server.GetStream());
            await Task.WhenAny(RequestsAsync(near, far, end), AnswersAsync(far, near, end));
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // The server is not there.
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private Task RequestsAsync(NetworkStream near, NetworkStream far, CancellationToken end) =>
        CopyAsync(
            near,
            far,
            bytes =>
            {
                _isRobbed |= proxy.Robbed is { } text && bytes.Span.IndexOf(text) >= 0;

                return true;
            },
            end
        );

    private Task AnswersAsync(NetworkStream far, NetworkStream near, CancellationToken end) =>
        CopyAsync(
            far,
            near,
            _ =>
            {
                if (_isRobbed)
                {
                    proxy.Robbery.TrySetResult();
                }

                return !_isRobbed;
            },
            end
        );

    /// <summary>Copies what passes; the rest is swallowed.</summary>
    private async Task CopyAsync(
        NetworkStream from,
        NetworkStream to,
        Func<ReadOnlyMemory<byte>, bool> passes,
        CancellationToken end
    )
    {
        var buffer = new byte[BufferBytes];

        try
        {
            while (await from.ReadAsync(buffer, end) is > 0 and var count)
            {
                while (proxy.IsBlackHole)
                {
                    await Task.Delay(Pause, end);
                }

                if (passes(buffer.AsMemory(0, count)))
                {
                    await to.WriteAsync(buffer.AsMemory(0, count), end);
                }
            }
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // The wire was cut.
        }
    }

    private static bool IsCut(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
