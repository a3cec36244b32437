namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>What became of a transaction whose answer was lost.</summary>
internal enum Outcome
{
    /// <summary>Nobody can say.</summary>
    Unknown,

    /// <summary>It was committed, and that will last.</summary>
    Committed,

    /// <summary>It was rolled back.</summary>
    RolledBack,
}
