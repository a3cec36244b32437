namespace Enterprise.Infrastructure.Capabilities;

/// <summary>What one server can do and another cannot; <see cref="CapabilityTable"/> says since when.</summary>
public enum Capability
{
    /// <summary>Words are found in texts by an index.</summary>
    FullTextSearch,

    /// <summary>Parts of a JSON document are read in SQL.</summary>
    JsonFunctions,

    /// <summary><c>JSON_TABLE</c>: a JSON document read as rows.</summary>
    JsonTable,

    /// <summary>The predicate <c>IS JSON</c>.</summary>
    IsJson,

    /// <summary>One index finds any key and value of a JSON document.</summary>
    JsonIndexes,

    /// <summary>A column that numbers its rows: identity, or <c>AUTO_INCREMENT</c>.</summary>
    AutoIncrement,

    /// <summary>Numbers that no table owns: <c>CREATE SEQUENCE</c>.</summary>
    Sequences,

    /// <summary><c>CAST (… AS …)</c>.</summary>
    TypeCasts,

    /// <summary>Columns of vectors, with an index that finds the nearest.</summary>
    Vector,

    /// <summary>A table in parts, by ranges of a key.</summary>
    Partitioning,

    /// <summary>A schema change is rolled back with its transaction.</summary>
    TransactionalDdl,

    /// <summary>Check constraints that are enforced, not only read.</summary>
    CheckConstraints,

    /// <summary>Columns that hold arrays.</summary>
    Arrays,

    /// <summary>A type for UUIDs, of 16 bytes.</summary>
    UuidType,

    /// <summary>The server makes UUIDs of version 7.</summary>
    UuidVersion7,

    /// <summary><c>INSERT … RETURNING</c>.</summary>
    InsertReturning,

    /// <summary><c>RETURNING OLD.…, NEW.…</c>.</summary>
    ReturningOldAndNew,

    /// <summary><c>MERGE</c>.</summary>
    Merge,

    /// <summary><c>MERGE … RETURNING</c>.</summary>
    MergeReturning,

    /// <summary>A unique index that lets one NULL in: <c>NULLS NOT DISTINCT</c>.</summary>
    NullsNotDistinct,

    /// <summary>Views that read with the rights of whoever asks.</summary>
    SecurityInvokerViews,

    /// <summary>Generated columns that are computed when they are read.</summary>
    VirtualGeneratedColumns,

    /// <summary>Generated columns that are computed when they are written.</summary>
    StoredGeneratedColumns,

    /// <summary>Policies choose the rows that somebody sees.</summary>
    RowPolicies,

    /// <summary>An index is built while rows change.</summary>
    ConcurrentIndexBuild,

    /// <summary>An index over some of the rows.</summary>
    PartialIndexes,

    /// <summary>An index over an expression.</summary>
    ExpressionIndexes,

    /// <summary>An index that carries further columns along: <c>INCLUDE</c>.</summary>
    CoveringIndexes,

    /// <summary><c>FOR UPDATE SKIP LOCKED</c>.</summary>
    SkipLocked,

    /// <summary>Whether a transaction has committed can be asked afterwards.</summary>
    TransactionStatus,

    /// <summary>A message is written to the log of a transaction, and nowhere else.</summary>
    LogicalMessages,

    /// <summary>The server ends transactions that take too long.</summary>
    TransactionTimeout,

    /// <summary>The server counts its reads and writes by their cause.</summary>
    IoStatistics,

    /// <summary>Locks of an application's own, until the transaction ends.</summary>
    TransactionAdvisoryLocks,

    /// <summary>Locks of an application's own, until the session ends.</summary>
    SessionAdvisoryLocks,

    /// <summary><c>LISTEN</c> and <c>NOTIFY</c>.</summary>
    Listen,

    /// <summary>Tables that a session has to itself.</summary>
    TemporaryTables,

    /// <summary><c>SET</c>, for the rest of the session.</summary>
    SessionSettings,

    /// <summary>Statements that the driver prepares, by the protocol.</summary>
    PreparedStatements,

    /// <summary>Statements that are prepared in SQL: <c>PREPARE</c>, <c>EXECUTE</c>.</summary>
    SqlPrepare,
}
