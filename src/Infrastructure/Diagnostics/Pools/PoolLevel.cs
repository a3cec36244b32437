namespace Enterprise.Infrastructure.Diagnostics.Pools;

/// <summary>How near a pool is to its end.</summary>
internal enum PoolLevel
{
    /// <summary>There is room.</summary>
    Normal,

    /// <summary>There is little room.</summary>
    Warning,

    /// <summary>There is hardly any, or somebody has waited in vain.</summary>
    Critical,
}
