using Enterprise.Domain.Currencies;

namespace Enterprise.Domain.Trips.Stops;

/// <summary>All that a traveller decides about a stop; compared by value.</summary>
public sealed record TripStopDetails
{
    /// <summary>The longest title, in Unicode code points.</summary>
    public const int MaxTitle = 200;

    /// <summary>The longest location, in Unicode code points.</summary>
    public const int MaxLocation = 200;

    /// <summary>The longest category, in Unicode code points.</summary>
    public const int MaxCategory = 50;

    /// <summary>The longest notes, in Unicode code points.</summary>
    public const int MaxNotes = 4000;

    /// <summary>The day of the trip: 1 is the first one.</summary>
    public required int Day { get; init; }

    /// <summary>When it begins, in local time to the minute; null where that is open.</summary>
    public TimeOnly? StartsAt { get; init; }

    /// <summary>When it ends, after it began.</summary>
    public TimeOnly? EndsAt { get; init; }

    /// <summary>What one does there: 1 to 200 code points, not blank.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is, up to 200 code points.</summary>
    public string? Location { get; init; }

    /// <summary>What kind of stop it is, in the traveller's words, up to 50 code points.</summary>
    public string? Category { get; init; }

    /// <summary>What it costs, where that is known.</summary>
    public Money? Cost { get; init; }

    /// <summary>Anything else, up to 4000 code points.</summary>
    public string? Notes { get; init; }
}
