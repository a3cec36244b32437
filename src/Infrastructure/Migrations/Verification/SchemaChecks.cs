using Enterprise.Infrastructure.Migrations.Drift;
using Enterprise.Infrastructure.Migrations.Execution;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Verification;

/// <summary>Whether the schema is as the migrations have left it, and protects what it should.</summary>
internal static class SchemaChecks
{
    /// <summary>Tables and partitions whose rows are somebody's, and that show them to everybody.</summary>
    private const string Unprotected = """
        SELECT DISTINCT relname::text FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid AND attname IN ('user_id', 'owner_id') AND NOT attisdropped
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND NOT (relrowsecurity AND relforcerowsecurity)
        ORDER BY 1
        """;

    /// <summary>What is said instead where the database is at other migrations than this build.</summary>
    public static VerificationFinding NotCompared { get; } =
        new(
            "schema",
            "it is not compared while migrations are pending or unknown",
            "see to the migrations, and run db verify again"
        );

    public static async Task<IEnumerable<VerificationFinding>> DriftAsync(
        NpgsqlConnection owner,
        CancellationToken cancellationToken
    ) =>
        SchemaDrift
            .Between(SchemaSnapshot.Read(), await SchemaCatalogue.ReadAsync(owner, cancellationToken))
            .Select(difference => new VerificationFinding(
                "schema",
                difference,
                "undo what was changed by hand, or make a migration of it"
            ));

    public static async Task<IEnumerable<VerificationFinding>> PoliciesAsync(
        NpgsqlConnection owner,
        CancellationToken cancellationToken
    ) =>
        (await owner.TextsAsync(Unprotected, cancellationToken)).Select(table => new VerificationFinding(
            "policies",
            $"the table {table} has an owner's column, and no row-level security that binds everybody",
            $"migrationBuilder.ProtectRows(\"{table}\") in a migration"
        ));

    public static async Task<IEnumerable<VerificationFinding>> IndexesAsync(
        NpgsqlConnection owner,
        CancellationToken cancellationToken
    ) =>
        (await owner.TextsAsync(InvalidIndexes.Sql, cancellationToken)).Select(
            index => new VerificationFinding(
                "indexes",
                $"the index {index} is INVALID: its build was interrupted",
                "db upgrade builds it anew"
            )
        );
}
