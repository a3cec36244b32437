using System.Globalization;
using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Vectors;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>A search as one statement, and the values of its parameters.</summary>
/// <remarks>
/// Whatever is not asked for does not stand in it: a condition that may be none would keep the planner from the
/// indexes. The nearest are found in the order of the index first, and compared with the least similarity after.
/// </remarks>
internal sealed class DestinationSearchSql
{
    /// <summary>A place, then those that are most like it.</summary>
    public const string Similar = $"""
        SELECT {FoundRows.Columns}, 1 - distance, 1 - distance FROM (
            SELECT *, 0::float8 AS distance, 0 AS turn FROM {FoundRows.Destinations} WHERE id = $1
            UNION ALL
            SELECT * FROM (
                SELECT *, embedding <=> (SELECT embedding FROM destinations WHERE id = $1) AS distance, 1
                FROM {FoundRows.Destinations}
                WHERE id <> $1 AND embedding IS NOT NULL
                ORDER BY embedding <=> (SELECT embedding FROM destinations WHERE id = $1) LIMIT $2) likest
        ) places
        WHERE distance IS NOT NULL
        ORDER BY turn, distance, id
        """;

    /// <summary>Those that most trips lead to; then any others, so that there are enough.</summary>
    public const string Popular = $"""
        SELECT {FoundRows.Columns}, NULL::float8, coalesce(trips, 0)::float8
        FROM {FoundRows.Destinations} LEFT JOIN popular_destinations($1) ON destination_id = id
        ORDER BY coalesce(trips, 0) DESC, id LIMIT $1
        """;

    /// <summary>
    /// The constant of reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009, found 60 to serve best.
    /// </summary>
    private const int RankConstant = 60;

    /// <summary>How much further than the limit a list is followed before the best are taken.</summary>
    private const int Depth = 4;

    private readonly List<object> _values = [];
    private readonly string _filter;

    public DestinationSearchSql(DestinationQuery query)
    {
        _filter =
            (query.Country is { } country ? $" AND country = {Parameter(country)}::character(2)" : "")
            + (query.Tags.Count > 0 ? $" AND tags @> {Parameter(query.Tags.ToArray())}" : "");
        var meaning = query is { Embedding: { } numbers, Mode: not SearchMode.Text }
            ? Parameter(new Vector(numbers))
            : null;
        var words = query is { Text: { } text, Mode: not SearchMode.Vector } ? Parameter(text) : null;
        var limit = Parameter(query.Limit);
        var least =
            query.MinSimilarity is { } similarity && meaning is not null
                ? $" AND similarity >= {Parameter(similarity)}"
                : "";

        Text = (meaning, words) switch
        {
            (not null, not null) => Hybrid(meaning, words, limit, least),
            (not null, null) => ByMeaning(meaning, limit, least),
            _ => ByWords(words!, limit),
        };
    }

    /// <summary>The statement.</summary>
    public string Text { get; }

    /// <summary>The values of its parameters, in order.</summary>
    public IReadOnlyList<object> Values => _values;

    private string ByMeaning(string meaning, string limit, string least)
    {
        // What passes a filter comes nearly in order, the nearer sometimes later: some more, and the best of them.
        var depth = _filter.Length == 0 ? limit : $"{Depth} * {limit}";

        return $"""
            SELECT {FoundRows.Columns}, similarity, similarity FROM ({Nearest(meaning, depth)}) nearest
            WHERE true{least}
            ORDER BY similarity DESC, id LIMIT {limit}
            """;
    }

    private string ByWords(string words, string limit) =>
        $"""
            SELECT {FoundRows.Columns}, NULL::float8, score
            FROM ({Matching(words, limit)}) matching JOIN {FoundRows.Destinations} USING (id)
            ORDER BY score DESC, id
            """;

    private string Hybrid(string meaning, string words, string limit, string least)
    {
        var depth = $"{Depth} * {limit}";

        return $"""
            WITH by_meaning AS (
                SELECT id, rank() OVER (ORDER BY similarity DESC) AS rank FROM ({Nearest(
                meaning,
                depth
            )}) nearest
            ), by_words AS (
                SELECT id, rank() OVER (ORDER BY score DESC) AS rank FROM ({Matching(
                words,
                depth
            )}) matching
            ), fused AS (
                SELECT id, coalesce(1.0 / ({RankConstant} + by_meaning.rank), 0)
                    + coalesce(1.0 / ({RankConstant} + by_words.rank), 0) AS score
                FROM by_meaning FULL JOIN by_words USING (id)
            ), scored AS (
                SELECT destinations.*, 1 - (embedding <=> {meaning}) AS similarity, score::float8
                FROM fused JOIN {FoundRows.Destinations} USING (id)
            )
            SELECT {FoundRows.Columns}, similarity, score FROM scored
            WHERE similarity IS NOT NULL{least}
            ORDER BY score DESC, similarity DESC, id LIMIT {limit}
            """;
    }

    private string Nearest(string meaning, string limit) =>
        $"""
            SELECT *, 1 - (embedding <=> {meaning}) AS similarity FROM {FoundRows.Destinations}
            WHERE embedding IS NOT NULL{_filter} ORDER BY embedding <=> {meaning} LIMIT {limit}
            """;

    /// <summary>
    /// Any of the words; those that have more of them, rarer ones and in better places, come first. How rare a word is, is
    /// counted among all that have any: one that nearly all of them have tells them apart least.
    /// </summary>
    /// <remarks>
    /// Word by word: <c>ts_rank_cd</c> of all of them at once counts a common word that is repeated for more than a rare
    /// one, and takes five times as long for a long text among many rows.
    /// </remarks>
    private string Matching(string words, string limit) =>
        $"""
            WITH wanted AS MATERIALIZED (
                SELECT ('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''')::tsquery AS word
                FROM unnest(to_tsvector('english', {words}))
            ), hits AS MATERIALIZED (
                SELECT id, word, ts_rank(words, word) AS rank FROM wanted, destinations WHERE words @@ word{_filter}
            ), rarities AS (
                SELECT word, ln(1 + (SELECT count(DISTINCT id) FROM hits)::float8 / count(*)) AS rarity
                FROM hits GROUP BY word
            )
            SELECT id, sum(rank * rarity) AS score FROM hits JOIN rarities USING (word)
            GROUP BY id ORDER BY score DESC, id LIMIT {limit}
            """;

    private string Parameter(object value)
    {
        _values.Add(value);

        return $"${_values.Count.ToString(CultureInfo.InvariantCulture)}";
    }
}
