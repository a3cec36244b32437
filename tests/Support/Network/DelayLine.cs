using System.Diagnostics;
using System.Threading.Channels;

namespace Enterprise.Tests.Support.Network;

/// <summary>Holds what a server sends back for a while, in order, as a long way would.</summary>
internal sealed class DelayLine
{
    private const int ChunksOnTheWay = 256;

    private readonly Channel<(TimeSpan Due, byte[] Bytes)> _chunks = Channel.CreateBounded<(
        TimeSpan,
        byte[]
    )>(ChunksOnTheWay);
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Takes a copy of some bytes, and waits where too many are on the way.</summary>
    public ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, TimeSpan delay, CancellationToken end) =>
        _chunks.Writer.WriteAsync((_watch.Elapsed + delay, bytes.ToArray()), end);

    /// <summary>No more will come.</summary>
    public void Close() => _chunks.Writer.TryComplete();

    /// <summary>Gives each chunk when it is due, until the last one.</summary>
    public async IAsyncEnumerable<byte[]> ArriveAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken end
    )
    {
        await foreach (var (due, bytes) in _chunks.Reader.ReadAllAsync(end))
        {
            if (due - _watch.Elapsed is { Ticks: > 0 } left)
            {
                await Task.Delay(left, end);
            }

            yield return bytes;
        }
    }
}
