using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Sql;

/// <summary>What one call wants otherwise than usual; all of it may be left out.</summary>
public sealed record SqlOptions
{
    /// <summary>A day.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>For what takes seconds to minutes: a pool of its own, and a time-out of its own.</summary>
    public static readonly SqlOptions LongRunning = new() { Purpose = ConnectionPurpose.LongRunning };

    /// <summary>For the service's own housekeeping: a statement by itself, which any pooler may carry.</summary>
    internal static readonly SqlOptions Pooled = new() { Mode = ConnectionMode.Transaction };

    /// <summary>The way to the server; by <see cref="ModePolicy"/> unless it is given.</summary>
    public ConnectionMode? Mode { get; init; }

    /// <summary>The pool; that of reads or of changes unless it is given.</summary>
    public ConnectionPurpose? Purpose { get; init; }

    /// <summary>Which server answers a read: a standby first unless it is given. Changes are the primary's.</summary>
    public ServerChoice? Server { get; init; }

    /// <summary>
    /// The server's time for each statement: 1 ms to <see cref="LongestTimeout"/>. Unless it is given, that of
    /// the role; for long-running work that of <c>Database:LongRunning:CommandTimeout</c>.
    /// </summary>
    /// <remarks>A request that it is a part of ends it all the same when its own time is over.</remarks>
    public TimeSpan? Timeout { get; init; }
}
