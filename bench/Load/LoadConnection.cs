using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Enterprise.Load;

/// <summary>One keep-alive connection with one request in flight.</summary>
internal sealed class LoadConnection(IRequestSource source) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request = new byte[16 * 1024];

    public LatencyHistogram Latencies { get; } = new();

    public long Errors { get; private set; }

    /// <summary>What the first error was; null for none.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Asks again and again until the end; a broken connection is one error and the end of it.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="end">When to ask no more, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public async Task RunAsync(IPEndPoint server, long end)
    {
        try
        {
            await _socket.ConnectAsync(server);
            var answers = new AnswerReader(_socket);

            for (var begin = Stopwatch.GetTimestamp(); begin < end; )
            {
                await SendAsync(_request.AsMemory(0, source.WriteNext(_request)));
                var status = await answers.ReadAsync();
                var done = Stopwatch.GetTimestamp();
                Latencies.Add(Stopwatch.GetElapsedTime(begin, done));
                begin = done;

                if (status is < 200 or > 299)
                {
                    Fail($"status {status}");
                }
            }
        }
        catch (Exception exception)
            when (exception is SocketException or IOException or ObjectDisposedException)
        {
            Fail(exception.Message);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request)..];
        }
    }

    private void Fail(string error)
    {
        Errors++;
        FirstError ??= error;
    }
}
