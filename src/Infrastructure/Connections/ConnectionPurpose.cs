namespace Enterprise.Infrastructure.Connections;

/// <summary>What a connection is wanted for; each purpose has a pool of its own, so that none starves another.</summary>
public enum ConnectionPurpose
{
    /// <summary>Short questions; a standby may answer them.</summary>
    Read,

    /// <summary>Short changes, on the primary.</summary>
    Write,

    /// <summary>Work of seconds to minutes, such as reports and back-fills.</summary>
    LongRunning,

    /// <summary>Changes of the schema.</summary>
    Migration,
}
