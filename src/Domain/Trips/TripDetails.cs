using Enterprise.Domain.Currencies;

namespace Enterprise.Domain.Trips;

/// <summary>All that a traveller decides about a trip; compared by value.</summary>
public sealed record TripDetails
{
    /// <summary>The longest title, in Unicode code points.</summary>
    public const int MaxTitle = 200;

    /// <summary>The longest name of a destination, in Unicode code points.</summary>
    public const int MaxDestination = 200;

    /// <summary>The longest description, in Unicode code points.</summary>
    public const int MaxDescription = 4000;

    /// <summary>The most days between the first and the last one.</summary>
    public const int MaxDays = 730;

    /// <summary>The largest party.</summary>
    public const int MaxTravelers = 100;

    /// <summary>The party unless it is said otherwise.</summary>
    public const int DefaultTravelers = 1;

    /// <summary>What the traveller calls it: 1 to 200 code points, not blank.</summary>
    public required string Title { get; init; }

    /// <summary>Where it goes, in the traveller's words: 1 to 200 code points, not blank.</summary>
    public required string Destination { get; init; }

    /// <summary>Anything else, up to 4000 code points.</summary>
    public string? Description { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day: the first one, or up to 730 days later.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>What it may cost, where that is known.</summary>
    public Money? Budget { get; init; }

    /// <summary>How many go: 1 to 100.</summary>
    public int Travelers { get; init; } = DefaultTravelers;

    /// <summary>What it is for.</summary>
    public TripKind Kind { get; init; } = TripKind.Leisure;

    /// <summary>The days of a span, the first and the last one included.</summary>
    public static int DaysOf(DateOnly startsOn, DateOnly endsOn) => endsOn.DayNumber - startsOn.DayNumber + 1;

    /// <summary>Whether the last day is not before the first, nor more than <see cref="MaxDays"/> after it.</summary>
    public static bool IsLegalSpan(DateOnly startsOn, DateOnly endsOn) =>
        endsOn.DayNumber - startsOn.DayNumber is >= 0 and <= MaxDays;
}
