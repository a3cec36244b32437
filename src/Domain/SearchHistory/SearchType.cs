namespace Enterprise.Domain.SearchHistory;

/// <summary>What was searched for.</summary>
public enum SearchType
{
    /// <summary>Destinations.</summary>
    Destination,
}
