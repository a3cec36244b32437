using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Migrations.Execution;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Brings the schema to a migration, as the owner of the tables, and keeps a history of all that it tries.</summary>
/// <remarks>
/// One session lock is held for the whole run. EF Core's own lock ends with each migration's transaction, so
/// that of several runners with several pending migrations some fail.
/// </remarks>
public sealed class MigrationRunner(
    string ownerConnectionString,
    TlsOptions tls,
    ILogger<MigrationRunner> logger
)
{
    /// <summary>What is different of the contexts, for tests with migrations of their own.</summary>
    internal Action<DbContextOptionsBuilder>? Configure { get; init; }

    /// <summary>The setting that gave the connection string, for messages.</summary>
    internal string SettingName { get; init; } = MigrationContext.Owner;

    /// <summary>Applies what is pending and gives the ids of it, oldest first.</summary>
    public async Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken) =>
        (await UpgradeAsync(new MigrationOptions(), progress: null, cancellationToken)).Applied;

    /// <summary>Applies what is pending, and builds indexes anew that were left unfinished.</summary>
    /// <param name="options">What is wanted, and how patient it is.</param>
    /// <param name="progress">Is told of each migration before it is run.</param>
    /// <param name="cancellationToken">Ends it; a commit under way is waited for.</param>
    /// <exception cref="MigrationRefusedException">It cannot be done as it was asked for; nothing was changed.</exception>
    /// <exception cref="MigrationFailedException">A migration failed; those before it stand, but for all or nothing.</exception>
    public async Task<MigrationResult> UpgradeAsync(
        MigrationOptions options,
        IProgress<MigrationStep>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var session = await OpenAsync(options, cancellationToken);
        var plan = MigrationPlan.Upgrade(
            session.Scripts,
            await session.AppliedAsync(cancellationToken),
            options
        );
        var units = plan.Units(options.AllOrNothing).ToArray();
        await SkipAsync(session, plan, options.Reason, cancellationToken);
        await RunAsync(session, units, options, progress, cancellationToken);

        var rebuilt = await InvalidIndexes.RebuildAsync(session.Connection, cancellationToken);
        logger.Migrated(plan.Scripts.Count, session.Scripts.Ids[^1]);

        return new(
            [.. plan.Scripts.Select(script => script.Id)],
            [.. plan.Skipped.Select(script => script.Id)],
            rebuilt
        );
    }

    /// <summary>Takes migrations back, the newest first, and gives the ids of them.</summary>
    /// <param name="to">The last one that stays; null for the one before the newest, <c>0</c> for none.</param>
    /// <param name="options">How patient it is, and whether data may be lost.</param>
    /// <param name="progress">Is told of each migration before it is run.</param>
    /// <param name="cancellationToken">Ends it; a commit under way is waited for.</param>
    /// <exception cref="MigrationRefusedException">It would lose data, or there is no such migration.</exception>
    /// <exception cref="MigrationFailedException">A migration failed; those before it stay taken back.</exception>
    public async Task<MigrationResult> DowngradeAsync(
        string? to,
        MigrationOptions options,
        IProgress<MigrationStep>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var session = await OpenAsync(options, cancellationToken);
        var plan = MigrationPlan.Downgrade(
            session.Scripts,
            await session.AppliedAsync(cancellationToken),
            to
        );
        var units = plan.Units(options.AllOrNothing).ToArray();

        if (!options.AllowDataLoss)
        {
            DataLoss.Refuse(plan.Scripts);
        }

        await RunAsync(session, units, options, progress, cancellationToken);

        return new([.. plan.Scripts.Select(script => script.Id)], [], []);
    }

    /// <summary>The SQL that <see cref="UpgradeAsync(MigrationOptions, IProgress{MigrationStep}, CancellationToken)"/> would send.</summary>
    /// <inheritdoc cref="UpgradeAsync(MigrationOptions, IProgress{MigrationStep}, CancellationToken)"/>
    public async Task<string> PreviewUpgradeAsync(
        MigrationOptions options,
        CancellationToken cancellationToken
    )
    {
        await using var db = MigrationContext.Create(ownerConnectionString, tls, Configure);
        await db.OpenAsync(SettingName, cancellationToken);
        var plan = MigrationPlan.Upgrade(
            new(db),
            [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)],
            options
        );
        _ = plan.Units(options.AllOrNothing).Count();

        return string.Join("\n\n", plan.Scripts.Select(script => script.Text));
    }

    private async Task RunAsync(
        MigrationSession session,
        IReadOnlyList<IReadOnlyList<MigrationScript>> units,
        MigrationOptions options,
        IProgress<MigrationStep>? progress,
        CancellationToken cancellationToken
    )
    {
        MigrationScript[] order = [.. units.SelectMany(scripts => scripts)];
        var unit = new MigrationUnit(
            session,
            options,
            script => progress?.Report(new(script.Id, Array.IndexOf(order, script) + 1, order.Length)),
            logger
        );

        foreach (var scripts in units)
        {
            await unit.RunAsync(scripts, cancellationToken);
        }
    }

    private static async Task SkipAsync(
        MigrationSession session,
        MigrationPlan plan,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        if (plan.Skipped.Count == 0)
        {
            return;
        }

        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        await Bookkeeping.LockAsync(session.Connection, cancellationToken);

        foreach (var script in plan.Skipped)
        {
            await session.Connection.SendAsync(script.Bookkeeping, cancellationToken);
            await MigrationHistory.SkipAsync(session.Connection, script, reason!, cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private Task<MigrationSession> OpenAsync(MigrationOptions options, CancellationToken cancellationToken) =>
        MigrationSession.OpenAsync(
            ownerConnectionString,
            SettingName,
            tls,
            Configure,
            options,
            cancellationToken
        );
}
