namespace Enterprise.Infrastructure.Resilience;

/// <summary>What a failure of the database means for whoever thinks of trying again.</summary>
internal enum FailureKind
{
    /// <summary>It would fail again: the statement, the data or the rights are wrong.</summary>
    Permanent,

    /// <summary>Nothing was left behind, and another attempt may well succeed.</summary>
    RetryFreely,

    /// <summary>Nothing was left behind, but the server has too much to do: another attempt adds to it.</summary>
    BackOff,

    /// <summary>The answer is lost, so nobody here knows whether a change was made. Reads may be repeated.</summary>
    OutcomeUnknown,
}
