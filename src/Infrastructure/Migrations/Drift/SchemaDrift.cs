namespace Enterprise.Infrastructure.Migrations.Drift;

/// <summary>What was changed of a schema past the migrations.</summary>
internal static class SchemaDrift
{
    /// <summary>Says of each difference what it is, in a sentence.</summary>
    public static IEnumerable<string> Between(
        IReadOnlyList<SchemaItem> expected,
        IReadOnlyList<SchemaItem> actual
    )
    {
        var found = actual.ToDictionary(item => item.Key);
        var wanted = expected.ToDictionary(item => item.Key);

        foreach (var item in expected)
        {
            if (!found.TryGetValue(item.Key, out var other))
            {
                if (item.IsWhole || found.ContainsKey(WholeOf(item, expected).Key))
                {
                    yield return $"{item} is missing; it should be: {item.Definition}";
                }
            }
            else if (!other.Definition.Equals(item.Definition, StringComparison.Ordinal))
            {
                yield return $"{item} is '{other.Definition}' and should be '{item.Definition}'";
            }
        }

        foreach (var item in actual.Where(item => !wanted.ContainsKey(item.Key)))
        {
            if (item.IsWhole || wanted.ContainsKey(WholeOf(item, actual).Key))
            {
                yield return $"{item} is unknown to this build: {item.Definition}";
            }
        }
    }

    /// <summary>What a part belongs to; with that, its parts are missing or unknown as well, and need no word.</summary>
    private static SchemaItem WholeOf(SchemaItem part, IEnumerable<SchemaItem> all) =>
        all.First(item => item.IsWhole && item.Owner.Equals(part.Owner, StringComparison.Ordinal));
}
