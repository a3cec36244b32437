using Enterprise.Infrastructure.Migrations.Scripts;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>What a run will do: which migrations it runs, in which transactions, and which it only notes.</summary>
/// <param name="Skipped">Those that are taken for applied.</param>
/// <param name="Scripts">Those that are run, in order.</param>
internal sealed record MigrationPlan(
    IReadOnlyList<MigrationScript> Skipped,
    IReadOnlyList<MigrationScript> Scripts
)
{
    /// <summary>What applies all that is pending, up to the target.</summary>
    /// <exception cref="MigrationRefusedException">It cannot be done as it was asked for.</exception>
    public static MigrationPlan Upgrade(
        MigrationScripts scripts,
        IReadOnlyCollection<string> applied,
        MigrationOptions options
    )
    {
        var target = options.Target is { } name ? MigrationNames.Find(scripts.Ids, name) : scripts.Ids[^1];
        var skip = options.Skip.Select(one => MigrationNames.Find(scripts.Ids, one)).ToHashSet();

        if (options.Baseline is { } baseline)
        {
            skip.UnionWith(UpTo(scripts.Ids, MigrationNames.Find(scripts.Ids, baseline)));
        }

        if (skip.Count > 0 && string.IsNullOrWhiteSpace(options.Reason))
        {
            throw new MigrationRefusedException(
                "What is skipped needs its reason: say --reason WHY as well."
            );
        }

        var pending = UpTo(scripts.Ids, target).Union(skip).Except(applied).Order(StringComparer.Ordinal);
        var all = pending.Select(scripts.Up).ToLookup(script => skip.Contains(script.Id));

        return new([.. all[true]], [.. all[false]]);
    }

    /// <summary>What takes back all that was applied after the target.</summary>
    /// <param name="scripts">The migrations of this build.</param>
    /// <param name="applied">Those that the database has seen.</param>
    /// <param name="to">The last one that stays; null for the one before the newest, <c>0</c> for none.</param>
    /// <exception cref="MigrationRefusedException">There is no such migration, or one that this build does not know stands upon it.</exception>
    public static MigrationPlan Downgrade(
        MigrationScripts scripts,
        IReadOnlyCollection<string> applied,
        string? to
    )
    {
        if (applied.Except(scripts.Ids, StringComparer.Ordinal).LastOrDefault() is { } unknown)
        {
            throw MigrationRefusedException.IsNewer(unknown);
        }

        var known = scripts.Ids.Where(applied.Contains).ToList();
        var staying = to switch
        {
            null => known.Count > 1 ? known[^2] : null,
            "0" => null,
            _ => MigrationNames.Find(scripts.Ids, to),
        };

        return new(
            [],
            [.. known.Where(id => string.CompareOrdinal(id, staying) > 0).Reverse().Select(scripts.Down)]
        );
    }

    /// <summary>What stands or falls together, in order.</summary>
    /// <exception cref="MigrationRefusedException">All shall, and one of them cannot be in a transaction.</exception>
    public IEnumerable<IReadOnlyList<MigrationScript>> Units(bool allOrNothing)
    {
        if (!allOrNothing || Scripts.Count < 2)
        {
            return Scripts.Select(IReadOnlyList<MigrationScript> (script) => [script]);
        }

        return Scripts.FirstOrDefault(script => script.IsOutsideTransaction) is { } alone
            ? throw MigrationRefusedException.CannotBeTogether(alone.Id)
            : [Scripts];
    }

    private static IEnumerable<string> UpTo(IEnumerable<string> ids, string last) =>
        ids.Where(id => string.CompareOrdinal(id, last) <= 0);
}
