using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Runner.Data;

/// <summary>A copy of the loaded database without its policies, to see what they cost.</summary>
internal static class OpenCopy
{
    private const string TurnOff = """
        DO $$
        DECLARE name regclass;
        BEGIN
            FOR name IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
                EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', name);
            END LOOP;
        END $$
        """;

    /// <summary>Makes it anew, while nobody is connected to the original.</summary>
    /// <param name="admin">The administrator's way to the original.</param>
    /// <param name="application">The application's way to the original.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The application's way to the copy.</returns>
    public static async Task<string> MakeAsync(
        string admin,
        string application,
        CancellationToken cancellationToken
    )
    {
        var original = new NpgsqlConnectionStringBuilder(admin).Database;
        var copy = $"{original}_open";
        await ExecuteAsync(admin, "postgres", $"DROP DATABASE IF EXISTS {copy}", cancellationToken);
        await ExecuteAsync(
            admin,
            "postgres",
            $"CREATE DATABASE {copy} TEMPLATE {original}",
            cancellationToken
        );
        await ExecuteAsync(admin, copy, TurnOff, cancellationToken);
        await ExecuteAsync(admin, copy, "VACUUM (ANALYZE)", cancellationToken);

        return new NpgsqlConnectionStringBuilder(application) { Database = copy }.ConnectionString;
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The statements are constants of this assembly, and the name is the bench's own."
    )]
    private static async Task ExecuteAsync(
        string admin,
        string database,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var way = new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = false };
        await using var connection = new NpgsqlConnection(way.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
