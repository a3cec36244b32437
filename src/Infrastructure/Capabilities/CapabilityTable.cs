using System.Collections.Frozen;
using static Enterprise.Infrastructure.Capabilities.Capability;

namespace Enterprise.Infrastructure.Capabilities;

/// <summary>Since when PostgreSQL, MySQL and MariaDB can do something, and the page of the manual that says so.</summary>
/// <remarks>
/// Pages are those of <c>postgresql.org/docs/current/….html</c>, <c>dev.mysql.com/doc/refman/8.0/en/….html</c> and
/// <c>mariadb.com/kb/en/…/</c>. <c>never</c> is: in no version that the page knows. <c>docs/DATABASE_COMPATIBILITY.md</c>
/// shows the same, and a test compares the two; other tests ask real servers.
/// </remarks>
internal static class CapabilityTable
{
    // csharpier-ignore
    public static readonly FrozenDictionary<Capability, CapabilityRow> Rows = new Dictionary<Capability, CapabilityRow>
    {
        [FullTextSearch] = new("8.3 textsearch-intro", "5.6 innodb-fulltext-index", "10.0.5 full-text-index-overview"),
        [JsonFunctions] = new("9.3 functions-json", "5.7.8 json-functions", "10.2.3 json-functions"),
        [JsonTable] = new("17 functions-json", "8.0.4 json-table-functions", "10.6 json_table"),
        [IsJson] = new("16 functions-json", "never json-functions", "never json-functions"),
        [JsonIndexes] = new("9.4 datatype-json", "never json", "never json"),
        [AutoIncrement] = new("10 ddl-identity-columns", "always example-auto-increment", "always auto_increment"),
        [Sequences] = new("always sql-createsequence", "never sql-statements", "10.3 create-sequence"),
        [TypeCasts] = new("always sql-expressions", "always cast-functions", "always cast"),
        [Vector] = new("13 pgvector", "never data-types", "11.7 vector-overview", extension: "vector"),
        [Partitioning] = new("10 ddl-partitioning", "5.1 partitioning", "always partitioning-overview"),
        [TransactionalDdl] = new("always sql-begin", "never implicit-commit", "never sql-statements-that-cause-an-implicit-commit"),
        [CheckConstraints] = new("always ddl-constraints", "8.0.16 create-table-check-constraints", "10.2.1 constraint"),
        [Arrays] = new("always arrays", "never data-types", "never data-types"),
        [UuidType] = new("8.3 datatype-uuid", "never data-types", "10.7 uuid-data-type"),
        [UuidVersion7] = new("18 functions-uuid", "never miscellaneous-functions", "11.7 uuid_v7"),
        [InsertReturning] = new("8.2 dml-returning", "never insert", "10.5 insertreturning"),
        [ReturningOldAndNew] = new("18 dml-returning", "never update", "never update"),
        [Merge] = new("15 sql-merge", "never sql-data-manipulation-statements", "never data-manipulation"),
        [MergeReturning] = new("17 sql-merge", "never sql-data-manipulation-statements", "never data-manipulation"),
        [NullsNotDistinct] = new("15 sql-createindex", "never create-index", "never create-index"),
        [SecurityInvokerViews] = new("15 sql-createview", "5.0 create-view", "always create-view"),
        [VirtualGeneratedColumns] = new("18 ddl-generated-columns", "5.7.6 create-table-generated-columns", "always generated-columns"),
        [StoredGeneratedColumns] = new("12 ddl-generated-columns", "5.7.6 create-table-generated-columns", "10.2.1 generated-columns"),
        [RowPolicies] = new("9.5 ddl-rowsecurity", "never grant", "never grant"),
        [ConcurrentIndexBuild] = new("8.2 sql-createindex", "5.6 innodb-online-ddl-operations", "10.0 innodb-online-ddl-overview"),
        [PartialIndexes] = new("always indexes-partial", "never create-index", "never create-index"),
        [ExpressionIndexes] = new("always indexes-expressional", "8.0.13 create-index", "never create-index"),
        [CoveringIndexes] = new("11 indexes-index-only-scans", "never create-index", "never create-index"),
        [SkipLocked] = new("9.5 sql-select", "8.0.1 innodb-locking-reads", "10.6 select"),
        [TransactionStatus] = new("10 functions-info", "never functions", "never built-in-functions"),
        [LogicalMessages] = new("9.6 functions-admin", "never functions", "never built-in-functions"),
        [TransactionTimeout] = new("17 runtime-config-client", "never server-system-variables", "never server-system-variables"),
        [IoStatistics] = new("16 monitoring-stats", "never performance-schema", "never performance-schema"),
        [TransactionAdvisoryLocks] = new("9.1 explicit-locking", "never locking-functions", "never get_lock"),
        [SessionAdvisoryLocks] = new("8.2 explicit-locking", "always locking-functions", "always get_lock"),
        [Listen] = new("always sql-listen", "never sql-statements", "never sql-statements"),
        [TemporaryTables] = new("always sql-createtable", "always create-temporary-table", "always create-table"),
        [SessionSettings] = new("always sql-set", "always set-variable", "always set"),
        [PreparedStatements] = new("always protocol-flow", "4.1 c-api-prepared-statement-interface", "always com_stmt_prepare"),
        [SqlPrepare] = new("always sql-prepare", "always sql-prepared-statements", "always prepared-statements"),
    }.ToFrozenDictionary();
}
