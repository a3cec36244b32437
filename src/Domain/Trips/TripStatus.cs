namespace Enterprise.Domain.Trips;

/// <summary>How far a trip has come.</summary>
public enum TripStatus
{
    /// <summary>An idea that takes shape; every trip begins here.</summary>
    Planning,

    /// <summary>Paid for, or otherwise firm.</summary>
    Booked,

    /// <summary>Over. No way leads out of it.</summary>
    Completed,

    /// <summary>Called off. No way leads out of it.</summary>
    Canceled,
}
