namespace Enterprise.Application.Trips;

/// <summary>In which order trips are listed; the id settles ties.</summary>
public enum TripSort
{
    /// <summary>The newest first.</summary>
    NewestFirst,

    /// <summary>The oldest first.</summary>
    OldestFirst,

    /// <summary>By the first day, the earliest first.</summary>
    EarliestFirst,

    /// <summary>By the first day, the latest first.</summary>
    LatestFirst,
}
