using System.Collections.Frozen;
using Enterprise.Infrastructure.Capabilities.Servers;
using static Enterprise.Infrastructure.Capabilities.Capability;

namespace Enterprise.Infrastructure.Capabilities;

/// <summary>What of a session a pooler in transaction mode keeps, and since which version of it.</summary>
/// <remarks>
/// PgBouncer: the page Features, "SQL feature map for pooling modes", and <c>max_prepared_statements</c> of the page
/// Config. Supavisor: the pages of Supabase on poolers and on prepared statements. What is not listed ends with the
/// transaction, so a pooler does not touch it; in session mode all is kept.
/// </remarks>
internal static class PoolerTable
{
    public static readonly FrozenDictionary<
        Capability,
        (Availability PgBouncer, Availability Supavisor)
    > Transaction = new Dictionary<Capability, (Availability, Availability)>
    {
        [SessionAdvisoryLocks] = Cells("never features", "never connecting-to-postgres"),
        [Listen] = Cells("never features", "never connecting-to-postgres"),
        [TemporaryTables] = Cells("never features", "never connecting-to-postgres"),
        [SessionSettings] = Cells("never features", "never connecting-to-postgres"),
        [PreparedStatements] = Cells("1.21 config", "never disabling-prepared-statements"),
        [SqlPrepare] = Cells("never features", "never disabling-prepared-statements"),
    }.ToFrozenDictionary();

    /// <summary>Whether a capability of the server's reaches the client.</summary>
    public static bool LetsThrough(Pooler pooler, Capability capability) =>
        CellOf(pooler.Kind, capability) is not { } cell || cell.IsIn(pooler.Version ?? default);

    /// <summary>What stands in a pooler's cell; null where it does not touch the capability.</summary>
    public static Availability? CellOf(PoolerKind pooler, Capability capability) =>
        !Transaction.TryGetValue(capability, out var row) ? null
        : pooler is PoolerKind.PgBouncerTransaction ? row.PgBouncer
        : pooler is PoolerKind.SupavisorTransaction ? row.Supavisor
        : null;

    private static (Availability, Availability) Cells(string pgBouncer, string supavisor) =>
        (Availability.Parse(pgBouncer), Availability.Parse(supavisor));
}
