using Npgsql;
#if USE_RESPAWN
using Respawn;
using Respawn.Graph;
#endif

namespace Enterprise.Tests.Support.Resetting;

/// <summary>Empties a database between tests; the tables stay.</summary>
/// <remarks>
/// It has Respawn's shape, which is not on every package registry: built with <c>-p:UseRespawn=true</c>, Respawn
/// 6.2.1 does the work. Rows are deleted, not truncated, children before parents, so any role may reset that
/// may delete.
/// </remarks>
public sealed class DatabaseReset
{
#if USE_RESPAWN
    private readonly Respawner _respawner;

    private DatabaseReset(Respawner respawner) => _respawner = respawner;

    /// <summary>Reads the catalogue and decides in which order to delete.</summary>
    public static async Task<DatabaseReset> CreateAsync(
        NpgsqlConnection connection,
        DatabaseResetOptions? options = null
    ) =>
        new(
            await Respawner.CreateAsync(
                connection,
                new RespawnerOptions
                {
                    DbAdapter = DbAdapter.Postgres,
                    TablesToIgnore = [.. (options ?? new()).TablesToIgnore.Select(TableOf)],
                    SchemasToInclude = [.. (options ?? new()).SchemasToInclude],
                    SchemasToExclude = [.. (options ?? new()).SchemasToExclude],
                }
            )
        );

    /// <summary>Deletes every row of every table that is not ignored.</summary>
    public Task ResetAsync(NpgsqlConnection connection) => _respawner.ResetAsync(connection);

    private static Table TableOf(string name) =>
        name.Split('.', 2) is [var schema, var table] ? new Table(schema, table) : new Table(name);
#else
    /// <summary>Until the transaction ends; policies hide rows from the tables' owner, too.</summary>
    private const string AsAdministrator = "SELECT set_config('app.role', 'admin', true);\n";

    private readonly string _deletes;

    private DatabaseReset(string deletes) => _deletes = deletes;

    /// <summary>Reads the catalogue and decides in which order to delete.</summary>
    /// <exception cref="InvalidOperationException">Foreign keys form a cycle: no order would do.</exception>
    public static async Task<DatabaseReset> CreateAsync(
        NpgsqlConnection connection,
        DatabaseResetOptions? options = null
    )
    {
        var graph = await ForeignKeyGraph.ReadAsync(connection);
        var tables = graph.ChildrenFirst().Where(table => (options ?? new()).Covers(table));

        return new DatabaseReset(
            string.Concat(tables.Select(table => $"DELETE FROM {table.Sql};\n").Prepend(AsAdministrator))
        );
    }

    /// <summary>Deletes every row of every table that is not ignored, in one transaction.</summary>
    public async Task ResetAsync(NpgsqlConnection connection)
    {
        await Postgres.Sql.RunAsync(connection, _deletes);
    }
#endif
}
