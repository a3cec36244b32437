using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Infrastructure.Migrations.Lint;
using Enterprise.Infrastructure.Migrations.Scripts;
using Enterprise.Infrastructure.Migrations.Verification;
using Enterprise.Infrastructure.Setup;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Answers questions about migrations; it takes no lock and changes nothing.</summary>
public sealed class MigrationInspector(ConnectionStrings connections, TlsOptions tls)
{
    /// <summary>Every migration that this build or the database knows, oldest first.</summary>
    /// <exception cref="SetupException">The database cannot be reached; the message says why.</exception>
    public async Task<IReadOnlyList<MigrationStanding>> StandingsAsync(CancellationToken cancellationToken)
    {
        await using var db = MigrationContext.Create(connections.Owner, tls);
        await using var owner = await OpenAsync(cancellationToken);
        var known = new MigrationScripts(db).Ids;
        var applied = await MigrationChecks.AppliedAsync(owner, cancellationToken);
        var history = (await HistoryReader.ReadAsync(owner, cancellationToken)).ToLookup(
            entry => entry.Migration,
            StringComparer.Ordinal
        );

        return
        [
            .. known
                .Union(applied, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(id =>
                    StandingOf(
                        id,
                        known.Contains(id, StringComparer.Ordinal),
                        applied.Contains(id, StringComparer.Ordinal),
                        [.. history[id]]
                    )
                ),
        ];
    }

    /// <summary>Everything that was tried, oldest first.</summary>
    /// <inheritdoc cref="StandingsAsync"/>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(CancellationToken cancellationToken)
    {
        await using var owner = await OpenAsync(cancellationToken);

        return await HistoryReader.ReadAsync(owner, cancellationToken);
    }

    /// <summary>What is dangerous about the migrations that are pending.</summary>
    /// <inheritdoc cref="StandingsAsync"/>
    public async Task<IReadOnlyList<LintFinding>> LintPendingAsync(CancellationToken cancellationToken)
    {
        await using var db = MigrationContext.Create(connections.Owner, tls);
        await using var owner = await OpenAsync(cancellationToken);
        var scripts = new MigrationScripts(db);
        var applied = await MigrationChecks.AppliedAsync(owner, cancellationToken);

        return MigrationLint.Check(scripts, scripts.Ids.Except(applied, StringComparer.Ordinal));
    }

    /// <summary>What is dangerous about the migrations after one, whatever a database has seen of them.</summary>
    /// <param name="after">The last one that is left out, by name or id.</param>
    /// <exception cref="MigrationRefusedException">There is no such migration.</exception>
    public IReadOnlyList<LintFinding> LintAfter(string after)
    {
        using var db = MigrationContext.Create(connections.Owner, tls);
        var scripts = new MigrationScripts(db);
        var last = MigrationNames.Find(scripts.Ids, after);

        return MigrationLint.Check(scripts, scripts.Ids.Where(id => string.CompareOrdinal(id, last) > 0));
    }

    private static MigrationStanding StandingOf(
        string id,
        bool isKnown,
        bool isApplied,
        IReadOnlyList<HistoryEntry> history
    )
    {
        var last = history.Count > 0 ? history[^1] : null;
        var state =
            !isKnown ? MigrationState.Unknown
            : isApplied
                ? last?.Status is AttemptStatus.Skipped ? MigrationState.Skipped
                    : MigrationState.Applied
            : last
                is { Direction: MigrationDirection.Up, Status: AttemptStatus.Failed or AttemptStatus.Started }
                ? MigrationState.Tried
            : MigrationState.Pending;

        return new(id, state, history.Count(entry => entry.Status is AttemptStatus.Started), last);
    }

    private Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        SetupConnection.OpenAsync(connections.Owner, connections.OwnerName, tls, cancellationToken);
}
