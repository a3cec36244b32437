using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Budget;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Setup;

namespace Enterprise.Infrastructure.Migrations.Verification;

/// <summary>Says whether a database is what this build and its settings count on.</summary>
public sealed class DatabaseVerification(
    ConnectionStrings connections,
    TlsOptions tls,
    PoolOptions pools,
    ModePolicy modes,
    BudgetOptions budget
)
{
    /// <summary>The names of the checks, in their order.</summary>
    public static IReadOnlyList<string> Checks { get; } =
    ["migrations", "schema", "policies", "indexes", "extensions", "budget"];

    /// <summary>Looks at everything and changes nothing; no finding is good news.</summary>
    /// <exception cref="SetupException">The database cannot be reached; the message says why.</exception>
    public async Task<IReadOnlyList<VerificationFinding>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = MigrationContext.Create(connections.Owner, tls);
        await using var owner = await SetupConnection.OpenAsync(
            connections.Owner,
            connections.OwnerName,
            tls,
            cancellationToken
        );
        var scripts = new Scripts.MigrationScripts(db);
        var applied = await MigrationChecks.AppliedAsync(owner, cancellationToken);
        var isCurrent = applied.SequenceEqual(scripts.Ids, StringComparer.Ordinal);

        return
        [
            .. await MigrationChecks.RunAsync(owner, scripts, applied, cancellationToken),
            .. isCurrent
                ? await SchemaChecks.DriftAsync(owner, cancellationToken)
                : [SchemaChecks.NotCompared],
            .. await SchemaChecks.PoliciesAsync(owner, cancellationToken),
            .. await SchemaChecks.IndexesAsync(owner, cancellationToken),
            .. await ServerChecks.ExtensionsAsync(owner, cancellationToken),
            .. await ServerChecks.BudgetAsync(
                owner,
                budget.Instances,
                PoolDemand.Of(connections, pools, modes),
                cancellationToken
            ),
        ];
    }
}
