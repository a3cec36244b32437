using Enterprise.Domain.Time;

namespace Enterprise.Domain.SearchHistory;

/// <summary>A search that a user has made. It is never changed, and is deleted by its user alone.</summary>
public sealed class SearchRecord : IDated
{
    private SearchRecord() { }

    /// <summary>The key: a UUID version 7 (RFC 9562).</summary>
    public Guid Id { get; private set; }

    /// <summary>Who searched.</summary>
    public Guid UserId { get; private set; }

    /// <summary>What was searched for.</summary>
    public SearchType Type { get; private set; }

    /// <summary>What was asked, as the text of a JSON object.</summary>
    public string Parameters { get; private set; } = "{}";

    /// <summary>How many results were given; 0 or more.</summary>
    public int ResultsCount { get; private set; }

    /// <summary>How long it took, in whole milliseconds; 0 or more.</summary>
    public int DurationMs { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>.</summary>
    public uint Version { get; private set; }

    /// <summary>Notes a search that has been answered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count or a duration is negative.</exception>
    public static SearchRecord Of(
        Guid id,
        Guid userId,
        SearchType type,
        string parameters,
        int resultsCount,
        int durationMs,
        DateTimeOffset now
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(resultsCount);
        ArgumentOutOfRangeException.ThrowIfNegative(durationMs);

        return new()
        {
            Id = id,
            UserId = userId,
            Type = type,
            Parameters = parameters,
            ResultsCount = resultsCount,
            DurationMs = durationMs,
            CreatedAt = now,
        };
    }
}
