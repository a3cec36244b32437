namespace Enterprise.Infrastructure.Migrations.Drift;

/// <summary>A part of the schema: a table, or something of one.</summary>
/// <param name="Owner">The relation that it belongs to; its own name where it is one, or a function.</param>
/// <param name="Kind">What it is, in a word of PostgreSQL's.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it is made of, as PostgreSQL tells it, in one line.</param>
internal sealed record SchemaItem(string Owner, string Kind, string Name, string Definition)
{
    /// <summary>What it is found by.</summary>
    public (string Owner, string Kind, string Name) Key => (Owner, Kind, Name);

    /// <summary>Whether it stands for itself.</summary>
    public bool IsWhole => Owner.Equals(Name, StringComparison.Ordinal);

    /// <summary>How people call it.</summary>
    public override string ToString() =>
        IsWhole ? $"the {Kind} {Name}"
        : Kind is "column" ? $"the column {Owner}.{Name}"
        : $"the {Kind} {Name} of {Owner}";
}
