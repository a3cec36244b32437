using Enterprise.Infrastructure.Connections.Budget;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Verification;

/// <summary>Whether the server has what the schema and the settings count on.</summary>
internal static class ServerChecks
{
    private const string Outdated = """
        SELECT format('the extension %s is at version %s, and the server has %s', extname, extversion, default_version)
            || chr(10) || format('ALTER EXTENSION %I UPDATE, as its owner', extname)
        FROM pg_extension JOIN pg_available_extensions ON name = extname
        WHERE extversion <> default_version
        ORDER BY 1
        """;

    public static async Task<IEnumerable<VerificationFinding>> ExtensionsAsync(
        NpgsqlConnection owner,
        CancellationToken cancellationToken
    )
    {
        var outdated = await owner.TextsAsync(Outdated, cancellationToken);
        var findings = outdated
            .Select(text => text.Split('\n'))
            .Select(parts => new VerificationFinding("extensions", parts[0], parts[1]));

        return await owner.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')",
            cancellationToken
        )
            ? findings
            : findings.Append(new("extensions", "the extension vector is missing", "db setup"));
    }

    public static async Task<IEnumerable<VerificationFinding>> BudgetAsync(
        NpgsqlConnection owner,
        int instances,
        int perInstance,
        CancellationToken cancellationToken
    )
    {
        var budget = await ConnectionBudget.ReadAsync(owner, instances, perInstance, cancellationToken);

        return budget.IsKept
            ? []
            :
            [
                new(
                    "budget",
                    $"{budget.Instances} instances may take {budget.Wanted} connections, and {budget.Allowed} of "
                        + $"max_connections={budget.Max} are for them",
                    $"Database__MaxConnections={budget.Suggested} or fewer, or a pooler in between"
                ),
            ];
    }
}
