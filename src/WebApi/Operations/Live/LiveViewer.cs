using System.Threading.Channels;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>Somebody who looks; dispose it when they go.</summary>
internal sealed class LiveViewer(LiveFeed feed, IReadOnlyList<LiveFrame> past) : IDisposable
{
    /// <summary>Who is slower than this many seconds misses some: what matters is the newest.</summary>
    private const int Behind = 5;

    private readonly Channel<LiveFrame> _frames = Channel.CreateBounded<LiveFrame>(
        new BoundedChannelOptions(Behind)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        }
    );

    /// <summary>What was before, the oldest first.</summary>
    public IReadOnlyList<LiveFrame> Past => past;

    /// <summary>What comes.</summary>
    public ChannelReader<LiveFrame> Next => _frames.Reader;

    /// <summary>Shows them the next one.</summary>
    public void Show(LiveFrame frame) => _frames.Writer.TryWrite(frame);

    public void Dispose() => feed.Leave(this);
}
