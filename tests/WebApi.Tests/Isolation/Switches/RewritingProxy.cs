using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace Enterprise.WebApi.Tests.Isolation.Switches;

/// <summary>A wire to PostgreSQL on which the statements of the client are changed.</summary>
/// <remarks>It stands outside of the service, so no way by which the service makes its SQL gets around it.</remarks>
internal sealed class RewritingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly (string Host, int Port) _server;
    private readonly Func<string, string> _rewrite;
    private readonly Task _accepting;

    private RewritingProxy(string host, int port, Func<string, string> rewrite)
    {
        (_server, _rewrite) = ((host, port), rewrite);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect, on loopback and without encryption.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static RewritingProxy Before(string host, int port, Func<string, string> rewrite) =>
        new(host, port, rewrite);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var wires = new List<Task>();

        try
        {
            while (true)
            {
                wires.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            await Task.WhenAll(wires);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var wire = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        using var near = client;
        using var server = new TcpClient { NoDelay = true };
        near.NoDelay = true;

        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, wire.Token);
            var asking = AskAsync(near.GetStream(), server.GetStream(), wire.Token);
            var answering = server.GetStream().CopyToAsync(near.GetStream(), wire.Token);
            await Task.WhenAny(asking, answering);
            await wire.CancelAsync();
            await Task.WhenAll(asking, answering);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // One of the two has gone.
        }
    }

    private async Task AskAsync(NetworkStream near, NetworkStream far, CancellationToken end)
    {
        var messages = new FrontendMessages(_rewrite);
        var (client, server) = (PipeReader.Create(near), PipeWriter.Create(far));

        while (await client.ReadAsync(end) is { IsCompleted: false } heard)
        {
            var rest = heard.Buffer;

            while (messages.TryPass(ref rest, server)) { }

            client.AdvanceTo(rest.Start, rest.End);
            await server.FlushAsync(end);
        }
    }

    private static bool IsEnd(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
