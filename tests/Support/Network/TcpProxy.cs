using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Enterprise.Tests.Support.Network;

/// <summary>A wire between a client and a server that a test can cut, stop, slow down, or rob of an answer.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly ConcurrentDictionary<TcpWire, byte> _wires = new();
    private readonly CancellationTokenSource _end = new();
    private readonly (string Host, int Port) _target;
    private readonly Task _accepting;
    private int _opened;
    private int _roundTrips;

    private TcpProxy(string host, int port)
    {
        _target = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect, on loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>While it is set, no byte passes in either direction, and nobody is told.</summary>
    /// <remarks>A new connection is taken, as a kernel takes it, and never hears a word.</remarks>
    public bool IsBlackHole { get; set; }

    /// <summary>How long all that the server sends is held back; the order stays.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many connections have been taken since the start, whatever became of them.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How often a client has spoken after its server had.</summary>
    public int RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>Of a message from a client that holds this, the answer is withheld.</summary>
    internal byte[]? Robbed { get; private set; }

    /// <summary>Only of a client that has sent this before.</summary>
    internal byte[] RobbedAfter { get; private set; } = [];

    internal TaskCompletionSource Robbery { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Puts a proxy before a server.</summary>
    public static TcpProxy Before(string host, int port) => new(host, port);

    /// <summary>Withholds the answer to the next message that holds a text.</summary>
    /// <param name="text">Such as <c>COMMIT</c>.</param>
    /// <param name="after">What the same connection must have sent before; others are left alone.</param>
    /// <returns>Completes when the server has answered, and nobody has heard it.</returns>
    public Task WithholdAnswerTo(string text, string after = "")
    {
        RobbedAfter = Encoding.UTF8.GetBytes(after);
        Robbed = Encoding.UTF8.GetBytes(text);

        return Robbery.Task;
    }

    /// <summary>Cuts all connections, and robs nobody from here on.</summary>
    public void Heal()
    {
        Robbed = null;
        Cut();
    }

    /// <summary>Cuts all connections; new ones are taken.</summary>
    public void Cut()
    {
        foreach (var wire in _wires.Keys)
        {
            wire.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    internal void CountRoundTrip() => Interlocked.Increment(ref _roundTrips);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _opened);
                var wire = new TcpWire(this, client);
                _wires.TryAdd(wire, 0);
                _ = CarryAsync(wire);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException || _end.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpWire wire)
    {
        await wire.CarryAsync(_target.Host, _target.Port, _end.Token);
        _wires.TryRemove(wire, out _);
        wire.Dispose();
    }
}
