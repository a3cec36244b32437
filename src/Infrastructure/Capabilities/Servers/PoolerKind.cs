namespace Enterprise.Infrastructure.Capabilities.Servers;

/// <summary>What stands between the client and the server, and how long it lends a session.</summary>
public enum PoolerKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>PgBouncer, <c>pool_mode = transaction</c>.</summary>
    PgBouncerTransaction,

    /// <summary>PgBouncer, <c>pool_mode = session</c>.</summary>
    PgBouncerSession,

    /// <summary>Supavisor in transaction mode.</summary>
    SupavisorTransaction,

    /// <summary>Supavisor in session mode.</summary>
    SupavisorSession,
}
