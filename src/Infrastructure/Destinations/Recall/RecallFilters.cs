using Enterprise.Infrastructure.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>Finds the country, the tag and the pair of both that keep about one destination in a hundred.</summary>
internal static class RecallFilters
{
    /// <summary>Of each kind the one that is nearest to it by ratio, of those that leave enough for a list.</summary>
    private const string Selective = """
        WITH kept AS (
            SELECT country::text, NULL AS tag, count(*) AS rows FROM destinations
            WHERE embedding IS NOT NULL GROUP BY country
            UNION ALL
            SELECT NULL, tag, count(*) FROM destinations, unnest(tags) AS tag
            WHERE embedding IS NOT NULL GROUP BY tag
            UNION ALL
            SELECT country::text, tag, count(*) FROM destinations, unnest(tags) AS tag
            WHERE embedding IS NOT NULL GROUP BY country, tag
        )
        SELECT DISTINCT ON (country IS NULL, tag IS NULL) country, tag, rows::int FROM kept
        WHERE rows > $1 AND rows < $2
        ORDER BY country IS NULL, tag IS NULL, abs(ln(rows * 100.0 / $2)), country, tag
        """;

    public static async Task<IReadOnlyList<RecallFilter>> FindAsync(
        NpgsqlConnection connection,
        int destinations,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.Command(Selective, RecallSample.Nearest, destinations);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var filters = new List<RecallFilter> { new(Country: null, Tag: null, destinations) };

        while (await rows.ReadAsync(cancellationToken))
        {
            filters.Add(new(TextAt(0), TextAt(1), rows.GetInt32(2)));
        }

        return filters;

        string? TextAt(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }
}
