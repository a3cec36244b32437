namespace Enterprise.Domain.Trips;

/// <summary>Which moves from one status to another a trip may make.</summary>
public static class TripStatusMoves
{
    /// <summary>Whether a trip may go from one status to the other; staying where it is always is allowed.</summary>
    public static bool MayBecome(this TripStatus from, TripStatus to) =>
        from == to
        || (from, to) switch
        {
            (TripStatus.Planning, TripStatus.Booked or TripStatus.Canceled) => true,
            (TripStatus.Booked, TripStatus.Completed or TripStatus.Canceled) => true,
            _ => false,
        };
}
