using System.Net.Sockets;

namespace Enterprise.Tests.Support.Network;

/// <summary>One connection through a proxy.</summary>
internal sealed class TcpWire(TcpProxy proxy, TcpClient client) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly TcpClient _server = new() { NoDelay = true };
    private readonly DelayLine _answers = new();
    private bool _isVictim;
    private bool _isRobbed;
    private int _isAnswered;

    /// <summary>Carries bytes both ways until one side ends or the wire is cut.</summary>
    /// <remarks>In a black hole the server is not connected to, and neither side learns that the other ended.</remarks>
    public async Task CarryAsync(string host, int port, CancellationToken end)
    {
        try
        {
            client.NoDelay = true;
            await UntilPassableAsync(end);
            await _server.ConnectAsync(host, port, end);
            var (near, far) = (client.GetStream(), _server.GetStream());
            await Task.WhenAny(
                ReadAsync(near, bytes => AskAsync(far, bytes, end), end),
                Task.WhenAll(HearAsync(far, end), AnswerAsync(near, end))
            );
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // The server is not there.
        }

        await UntilPassableAsync(end);
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private ValueTask AskAsync(NetworkStream far, ReadOnlyMemory<byte> bytes, CancellationToken end)
    {
        if (Interlocked.Exchange(ref _isAnswered, 0) == 1)
        {
            proxy.CountRoundTrip();
        }

        if (proxy.Robbed is { } text)
        {
            _isVictim |= bytes.Span.IndexOf(proxy.RobbedAfter) >= 0;
            _isRobbed |= _isVictim && bytes.Span.IndexOf(text) >= 0;
        }

        return far.WriteAsync(bytes, end);
    }

    private async Task HearAsync(NetworkStream far, CancellationToken end)
    {
        await ReadAsync(far, bytes => _answers.TakeAsync(bytes, proxy.Delay, end), end);
        _answers.Close();
    }

    /// <summary>Passes on what the server has said; the answer that is withheld is swallowed.</summary>
    private async Task AnswerAsync(NetworkStream near, CancellationToken end)
    {
        try
        {
            await foreach (var bytes in _answers.ArriveAsync(end))
            {
                await UntilPassableAsync(end);
                Volatile.Write(ref _isAnswered, 1);

                if (_isRobbed)
                {
                    proxy.Robbery.TrySetResult();
                }
                else
                {
                    await near.WriteAsync(bytes, end);
                }
            }
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // The wire was cut.
        }
    }

    private async Task ReadAsync(
        NetworkStream from,
        Func<ReadOnlyMemory<byte>, ValueTask> pass,
        CancellationToken end
    )
    {
        var buffer = new byte[BufferBytes];

        try
        {
            while (await from.ReadAsync(buffer, end) is > 0 and var count)
            {
                await UntilPassableAsync(end);
                await pass(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // The wire was cut.
        }
    }

    private async Task UntilPassableAsync(CancellationToken end)
    {
        while (proxy.IsBlackHole && !end.IsCancellationRequested)
        {
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static bool IsCut(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
