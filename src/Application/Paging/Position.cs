namespace Enterprise.Application.Paging;

/// <summary>The place of a row in a list: its sort key, then its id.</summary>
/// <param name="Key">The sort key as a number: ticks in UTC of an instant, the day number of a day.</param>
/// <param name="Id">The row, where several share the sort key.</param>
public readonly record struct Position(long Key, Guid Id)
{
    /// <summary>Before the first row of a list that falls.</summary>
    public static Position Highest { get; } = new(DateTimeOffset.MaxValue.ToPositionKey(), Guid.AllBitsSet);

    /// <summary>The sort key as an instant.</summary>
    public DateTimeOffset Instant => new(Key, TimeSpan.Zero);
}

/// <summary>Sort keys as numbers.</summary>
public static class PositionKeys
{
    /// <summary>An instant as a sort key.</summary>
    public static long ToPositionKey(this DateTimeOffset instant) =>
        instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond);
}
