using Npgsql;

namespace Enterprise.Infrastructure.Connections.Budget;

/// <summary>What the server can give, against what the pools of all nodes may take.</summary>
/// <param name="Instances">The nodes.</param>
/// <param name="PerInstance">The connections that one node may take.</param>
/// <param name="Max">The server's <c>max_connections</c>.</param>
/// <param name="Reserved">Those of it that are kept for administrators.</param>
public sealed record ConnectionBudget(int Instances, int PerInstance, int Max, int Reserved)
{
    private const string Sql = """
        SELECT current_setting('max_connections')::int,
            current_setting('superuser_reserved_connections')::int
                + coalesce(current_setting('reserved_connections', true)::int, 0)
        """;

    /// <summary>What all nodes may take.</summary>
    public int Wanted => Instances * PerInstance;

    /// <summary>What they should take at the most, so that others and administrators find room.</summary>
    public int Allowed => (int)(BudgetOptions.Share * (Max - Reserved));

    /// <summary>Whether it suffices.</summary>
    public bool IsKept => Wanted <= Allowed;

    /// <summary>The size at which it would; 1 or more.</summary>
    public int Suggested => Math.Max(1, Allowed / Instances);

    /// <summary>Asks a server what it can give.</summary>
    internal static async Task<ConnectionBudget> ReadAsync(
        NpgsqlConnection connection,
        int instances,
        int perInstance,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);

        return new ConnectionBudget(instances, perInstance, row.GetInt32(0), row.GetInt32(1));
    }
}
