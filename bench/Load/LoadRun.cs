using System.Diagnostics;
using System.Net;

namespace Enterprise.Load;

/// <summary>What a run has found.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Latencies">From a request's first byte sent to its answer's last byte read.</param>
/// <param name="Errors">Answers other than 2xx, and connections that broke.</param>
/// <param name="FirstError">One of them; null for none.</param>
public sealed record LoadResult(TimeSpan Elapsed, LatencyHistogram Latencies, long Errors, string? FirstError)
{
    /// <summary>Answers a second.</summary>
    public double RequestsPerSecond => Latencies.Count / Elapsed.TotalSeconds;
}

/// <summary>Keeps a server busy over many connections for a while.</summary>
/// <remarks>
/// It is a closed loop: each connection waits for its answer before it asks again. Where the environment has
/// <c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1</c>, all of them share one thread, which costs the server
/// on the same machine the least.
/// </remarks>
public static class LoadRun
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs for a while; it ends by itself even when the server no longer answers.</summary>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public static async Task<LoadResult> ExecuteAsync(
        IPEndPoint server,
        IEnumerable<IRequestSource> sources,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(server);

        if (!IPAddress.IsLoopback(server.Address))
        {
            throw new ArgumentException("Load is for servers on this machine only.", nameof(server));
        }

        var connections = sources.Select(source => new LoadConnection(source)).ToArray();
        var begin = Stopwatch.GetTimestamp();
        var end = begin + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var all = Task.WhenAll(connections.Select(connection => connection.RunAsync(server, end)));
        await Task.WhenAny(all, Task.Delay(duration + Grace, cancellationToken));

        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        await all;
        cancellationToken.ThrowIfCancellationRequested();
        var elapsed = Stopwatch.GetElapsedTime(begin);
        var latencies = new LatencyHistogram();

        foreach (var connection in connections)
        {
            latencies.Add(connection.Latencies);
        }

        return new LoadResult(
            elapsed,
            latencies,
            connections.Sum(connection => connection.Errors),
            connections.Select(connection => connection.FirstError).FirstOrDefault(error => error is not null)
        );
    }
}
