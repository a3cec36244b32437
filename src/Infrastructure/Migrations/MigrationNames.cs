namespace Enterprise.Infrastructure.Migrations;

/// <summary>Finds migrations by what people call them.</summary>
internal static class MigrationNames
{
    /// <summary>The id that a name or an id stands for.</summary>
    /// <exception cref="MigrationRefusedException">It stands for none, or for several.</exception>
    public static string Find(IReadOnlyList<string> ids, string name) =>
        ids.Where(id =>
                id.Equals(name, StringComparison.OrdinalIgnoreCase)
                || NameOf(id).Equals(name, StringComparison.OrdinalIgnoreCase)
            )
            .ToArray()
            is [var only]
            ? only
            : throw MigrationRefusedException.Unknown(name, ids);

    /// <summary>What stands in an id behind the time of its making.</summary>
    public static string NameOf(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
