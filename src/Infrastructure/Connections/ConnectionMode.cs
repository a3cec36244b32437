namespace Enterprise.Infrastructure.Connections;

/// <summary>How a connection reaches its server, and with that how long one session is the client's own.</summary>
/// <remarks>
/// PgBouncer's manual, section "pool_mode". Without a pooler all three are the same way, and share their pools.
/// </remarks>
public enum ConnectionMode
{
    /// <summary>Past any pooler: sessions are real, so LISTEN, session locks and temporary tables work.</summary>
    Direct,

    /// <summary>Through a pooler that gives a server session to a client for as long as it is connected.</summary>
    Session,

    /// <summary>Through a pooler that gives a server session away anew for each transaction.</summary>
    Transaction,
}
