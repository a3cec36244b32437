using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Network;

namespace Enterprise.Infrastructure.Tests.Harness;

/// <summary>What a test can do to a wire, tried on a server that sends back what it hears.</summary>
public sealed class TcpProxyTests : IDisposedTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _echo = new(IPAddress.Loopback, port: 0);
    private readonly ConcurrentBag<TcpClient> _taken = [];
    private readonly TcpProxy _proxy;

    public TcpProxyTests()
    {
        _echo.Start();
        _proxy = TcpProxy.Before("127.0.0.1", ((IPEndPoint)_echo.LocalEndpoint).Port);
        _ = EchoAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        EndServer();
        _echo.Dispose();
    }

    [Fact]
    public async Task Answers_are_held_back_and_keep_their_order()
    {
        using var client = await ConnectAsync();
        _proxy.Delay = Moment;
        var watch = Stopwatch.StartNew();
        var sent = string.Join(',', Enumerable.Range(0, 10_000));
        await SendAsync(client, sent[..9]);
        await SendAsync(client, sent[9..]);

        (await HearAsync(client, sent.Length)).ShouldBe(sent);
        watch.Elapsed.ShouldBeGreaterThanOrEqualTo(Moment);
    }

    [Fact]
    public async Task In_a_black_hole_connections_old_and_new_hang_until_it_is_gone()
    {
        using var old = await ConnectAsync();
        _proxy.IsBlackHole = true;
        using var young = await ConnectAsync();
        await SendAsync(old, "old");
        await SendAsync(young, "young");
        Task<string>[] answers = [HearAsync(old, 3), HearAsync(young, 5)];
        await Task.Delay(Moment);
        answers.ShouldAllBe(answer => !answer.IsCompleted);

        _proxy.IsBlackHole = false;
        (await Task.WhenAll(answers)).ShouldBe(["old", "young"]);
    }

    [Fact]
    public async Task In_a_black_hole_nobody_learns_that_the_server_has_gone()
    {
        using var client = await ConnectAsync();
        await SendAsync(client, "bye");
        (await HearAsync(client, 3)).ShouldBe("bye");
        _proxy.IsBlackHole = true;
        EndServer();
        using var late = await ConnectAsync();
        Task<string>[] answers = [HearAsync(client, 1), HearAsync(late, 1)];
        await Task.Delay(Moment);
        answers.ShouldAllBe(answer => !answer.IsCompleted);

        _proxy.IsBlackHole = false;
        _proxy.Cut();
        (await Task.WhenAll(answers)).ShouldBe(["", ""]);
    }

    [Fact]
    public async Task Connections_are_counted_also_those_that_were_cut()
    {
        using var one = await ConnectAsync();
        _proxy.Cut();
        using var other = await ConnectAsync();
        await SendAsync(other, "?");
        await HearAsync(other, 1);

        _proxy.Opened.ShouldBe(2);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);

        return client;
    }

    private static async Task SendAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>So many characters, or fewer where the connection ends.</summary>
    private static async Task<string> HearAsync(TcpClient client, int count)
    {
        var buffer = new byte[count];
        using var time = new CancellationTokenSource(Patience);

        try
        {
            var heard = await client
                .GetStream()
                .ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false, time.Token);

            return Encoding.ASCII.GetString(buffer, 0, heard);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private void EndServer()
    {
        _echo.Stop();

        foreach (var client in _taken)
        {
            client.Dispose();
        }
    }

    /// <summary>Sends everything back.</summary>
    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var client = await _echo.AcceptTcpClientAsync();
                _taken.Add(client);
                _ = client.GetStream().CopyToAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
