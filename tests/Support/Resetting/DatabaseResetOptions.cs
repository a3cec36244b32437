namespace Enterprise.Tests.Support.Resetting;

/// <summary>What a reset leaves alone; the members are named as Respawn names them.</summary>
public sealed record DatabaseResetOptions
{
    /// <summary>Tables whose rows survive, by name or as <c>schema.name</c>.</summary>
    public IReadOnlyList<string> TablesToIgnore { get; init; } = [];

    /// <summary>The only schemas that are reset; none given are all of the database's own.</summary>
    public IReadOnlyList<string> SchemasToInclude { get; init; } = [];

    /// <summary>Schemas that are left alone.</summary>
    public IReadOnlyList<string> SchemasToExclude { get; init; } = [];

    /// <summary>Whether a table is emptied.</summary>
    internal bool Covers(TableName table) =>
        !TablesToIgnore.Contains(table.Name)
        && !TablesToIgnore.Contains($"{table.Schema}.{table.Name}")
        && (SchemasToInclude.Count == 0 || SchemasToInclude.Contains(table.Schema))
        && !SchemasToExclude.Contains(table.Schema);
}
