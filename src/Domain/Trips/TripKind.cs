namespace Enterprise.Domain.Trips;

/// <summary>What a trip is for.</summary>
public enum TripKind
{
    /// <summary>For pleasure; what a trip is unless it is said otherwise.</summary>
    Leisure,

    /// <summary>For work.</summary>
    Business,

    /// <summary>With, or to, the family.</summary>
    Family,

    /// <summary>Alone.</summary>
    Solo,

    /// <summary>None of the others.</summary>
    Other,
}
