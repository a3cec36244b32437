namespace Enterprise.Infrastructure.Connections.Budget;

/// <summary>What the pools of a node may take of the server.</summary>
internal static class PoolDemand
{
    /// <summary>
    /// The connections of the pools that lead straight to the server: what goes through a pooler is the pooler's to
    /// bound.
    /// </summary>
    public static int Of(ConnectionStrings strings, PoolOptions pools, ModePolicy modes)
    {
        return Of(
                ConnectionPurpose.Read,
                WorkKind.Read,
                WorkKind.Count,
                WorkKind.VectorSearch,
                WorkKind.RawSql
            )
            + Of(ConnectionPurpose.Write, WorkKind.SingleWrite, WorkKind.ExplicitTransaction, WorkKind.RawSql)
            + Of(ConnectionPurpose.LongRunning, WorkKind.LongRunning);

        // What the direct pool of a purpose may take, if any of its kinds of work goes there.
        int Of(ConnectionPurpose purpose, params ReadOnlySpan<WorkKind> kinds)
        {
            foreach (var kind in kinds)
            {
                if (strings.For(modes[kind]).Equals(strings.Direct, StringComparison.Ordinal))
                {
                    return pools.Pools[purpose].Max;
                }
            }

            return 0;
        }
    }
}
