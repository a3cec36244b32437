using Enterprise.Domain.Trips;

namespace Enterprise.Application.Trips;

/// <summary>Which of a user's trips are wanted; a null leaves that open.</summary>
public sealed record TripFilter
{
    /// <summary>No filter at all.</summary>
    public static TripFilter None { get; } = new();

    /// <summary>Only those with this status.</summary>
    public TripStatus? Status { get; init; }

    /// <summary>Only those to this destination: the whole name, whatever its case.</summary>
    public string? Destination { get; init; }

    /// <summary>Only those that end on this day or later.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only those that start on this day or earlier.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only those with all these words in title, destination or description.</summary>
    public string? Words { get; init; }
}
