namespace Enterprise.Infrastructure.Connections;

/// <summary>Kinds of work, of which each needs a session for another length of time.</summary>
public enum WorkKind
{
    /// <summary>A question in one statement.</summary>
    Read,

    /// <summary>A count.</summary>
    Count,

    /// <summary>A search by meaning.</summary>
    VectorSearch,

    /// <summary>A change that the service commits by itself.</summary>
    SingleWrite,

    /// <summary>A transaction that its caller begins and ends.</summary>
    ExplicitTransaction,

    /// <summary>SQL past EF Core.</summary>
    RawSql,

    /// <summary>Work of seconds to minutes.</summary>
    LongRunning,

    /// <summary>A change of the schema.</summary>
    Migration,
}
