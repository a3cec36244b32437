namespace Enterprise.Infrastructure.Migrations;

/// <summary>Says in a sentence why a run of migrations was not begun, and what to do; nothing was changed.</summary>
public sealed class MigrationRefusedException(string message) : Exception(message)
{
    internal static MigrationRefusedException Unknown(string name, IEnumerable<string> ids) =>
        new(
            $"There is no migration '{name}'; the last ones are {string.Join(", ", ids.TakeLast(3))}. "
                + "See all of them with: db status"
        );

    internal static MigrationRefusedException MixesTransactions(string id) =>
        new(
            $"The migration {id} has statements that cannot be in a transaction. Put them in a migration of their "
                + "own and mark it with [OutsideTransaction]."
        );

    internal static MigrationRefusedException CannotBeTogether(string id) =>
        new(
            $"The migration {id} cannot be in a transaction, and --all-or-nothing makes one of all. Apply the ones "
                + $"before it with --target, then it alone, then the rest."
        );

    internal static MigrationRefusedException IsNewer(string id) =>
        new(
            $"The migration {id} was applied and is unknown to this build, and may build upon what would be taken "
                + "back. Take it back with the db tool of the newer release first."
        );

    internal static MigrationRefusedException LosesData(string id, string what) =>
        new(
            $"Taking back {id} loses data: {what}. Make a backup, and say --allow-data-loss if it may be lost."
        );
}
