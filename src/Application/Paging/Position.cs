namespace Enterprise.Application.Paging;

/// <summary>The place of a row in a list: its sort key, then its id.</summary>
/// <param name="Key">The sort key as a number: ticks in UTC of an instant, the day number of a day.</param>
/// <param name="Id">The row, where several share the sort key.</param>
public readonly record struct Position(long Key, Guid Id)
{
    /// <summary>Before the first row of a list whose instants fall.</summary>
    public static Position HighestInstant { get; } =
        new(DateTimeOffset.MaxValue.ToPositionKey(), Guid.AllBitsSet);

    /// <summary>Before the first row of a list whose instants rise.</summary>
    public static Position LowestInstant { get; } = new(DateTimeOffset.MinValue.UtcTicks, Guid.Empty);

    /// <summary>Before the first row of a list whose numbers rise.</summary>
    public static Position Lowest { get; } = new(0, Guid.Empty);

    /// <summary>Before the first row of a list whose days fall.</summary>
    public static Position HighestDay { get; } = new(DateOnly.MaxValue.DayNumber, Guid.AllBitsSet);

    /// <summary>Before the first row of a list whose days rise.</summary>
    public static Position LowestDay { get; } = new(DateOnly.MinValue.DayNumber, Guid.Empty);

    /// <summary>The sort key as an instant.</summary>
    public DateTimeOffset Instant => new(Key, TimeSpan.Zero);

    /// <summary>The sort key as a day.</summary>
    public DateOnly Day => DateOnly.FromDayNumber((int)Key);
}

/// <summary>Sort keys as numbers.</summary>
public static class PositionKeys
{
    /// <summary>An instant as a sort key.</summary>
    public static long ToPositionKey(this DateTimeOffset instant) =>
        instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond);
}
