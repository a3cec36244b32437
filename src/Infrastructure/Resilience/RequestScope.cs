using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.Deadlines;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>What one request may take and what it must see; it flows along with the request's execution.</summary>
/// <remarks>
/// It holds nothing that a use case could depend on, so it is not part of the messages (ADR 0010): without one,
/// each unit of work has the whole budget to itself and reads whatever a standby has.
/// </remarks>
public sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Flowing = new();

    private ulong _written;

    private RequestScope(Deadline deadline) => Deadline = deadline;

    /// <summary>That of the request that is being carried out; null outside of one.</summary>
    public static RequestScope? Current => Flowing.Value;

    /// <summary>The position that reads of this request must have passed; null for none.</summary>
    public LogPosition? MustSee { get; private set; }

    /// <summary>The position after the last commit of this request; null where there was none, or no standby.</summary>
    public LogPosition? Written =>
        Interlocked.Read(ref _written) is > 0 and var written ? new LogPosition(written) : null;

    internal Deadline Deadline { get; }

    /// <summary>Begins a request.</summary>
    /// <param name="budget">The time in which it must have its answer.</param>
    /// <param name="clock">Whose time it goes by.</param>
    public static RequestScope Begin(TimeSpan budget, TimeProvider clock) =>
        Flowing.Value = new RequestScope(Deadline.After(budget, clock));

    /// <summary>What this request reads must not be older than a position.</summary>
    public void MustSeeUpTo(LogPosition position) => MustSee = position;

    /// <summary>Does not count a time for which the client is to blame, such as a slow upload.</summary>
    public void Extend(TimeSpan time) => Deadline.Extend(time);

    /// <summary>A commit of this request ended here; what it reads from now on must not be older.</summary>
    internal void Wrote(LogPosition position)
    {
        Interlocked.Exchange(ref _written, position.Value);
        MustSee = position;
    }
}
