namespace Enterprise.Tests.Support.Postgres;

/// <summary>How long a client of PgBouncer keeps a connection of the server's.</summary>
public enum PoolMode
{
    /// <summary>For a transaction; what it leaves in the session meets the next client, or is gone.</summary>
    Transaction,

    /// <summary>Until it disconnects.</summary>
    Session,
}
