using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Rival;

/// <summary>The rival's statements of a search, and its answer straight from the reader.</summary>
internal static class SearchSql
{
    private const string Scan = "SELECT set_config('hnsw.iterative_scan', 'strict_order', true)";

    private const string Hybrid = """
        WITH asked AS MATERIALIZED (SELECT $1::vector AS meaning), by_meaning AS (
            SELECT id, rank() OVER (ORDER BY distance) AS rank FROM (
                SELECT id, embedding <=> (SELECT meaning FROM asked) AS distance FROM destinations
                WHERE embedding IS NOT NULL ORDER BY embedding <=> (SELECT meaning FROM asked) LIMIT 4 * $3) nearest
        ), wanted AS MATERIALIZED (
            SELECT ('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''')::tsquery AS word
            FROM unnest(to_tsvector('english', $2))
        ), hits AS MATERIALIZED (
            SELECT id, word, ts_rank(words, word) AS rank FROM wanted, destinations WHERE words @@ word
        ), rarities AS (
            SELECT word, ln(1 + (SELECT count(DISTINCT id) FROM hits)::float8 / count(*)) AS rarity
            FROM hits GROUP BY word
        ), by_words AS (
            SELECT id, rank() OVER (ORDER BY score DESC) AS rank FROM (
                SELECT id, sum(rank * rarity) AS score FROM hits JOIN rarities USING (word)
                GROUP BY id ORDER BY score DESC, id LIMIT 4 * $3) matching
        )
        SELECT d.id, d.name, d.country, d.description, d.tags, d.latitude, d.longitude,
            1 - (d.embedding <=> (SELECT meaning FROM asked)) AS similarity,
            (coalesce(1.0 / (60 + by_meaning.rank), 0) + coalesce(1.0 / (60 + by_words.rank), 0))::float8 AS score
        FROM by_meaning FULL JOIN by_words USING (id) JOIN destinations d USING (id)
        WHERE d.embedding IS NOT NULL
        ORDER BY score DESC, similarity DESC, id LIMIT $3
        """;

    private const string NewRecord = """
        INSERT INTO search_history (id, user_id, type, parameters, results_count, duration_ms, created_at)
        VALUES ($1, $2, 'destination', $3, $4, $5, $6)
        """;

    public static NpgsqlBatch Find(NpgsqlConnection connection, SearchBody search)
    {
        var hybrid = new NpgsqlBatchCommand(Hybrid);
        hybrid.Parameters.Add(new NpgsqlParameter<string> { TypedValue = TextOf(search.Embedding) });
        hybrid.Parameters.Add(new NpgsqlParameter<string> { TypedValue = search.Text });
        hybrid.Parameters.Add(new NpgsqlParameter<int> { TypedValue = search.Limit });

        return new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(Scan), hybrid } };
    }

    public static NpgsqlCommand Note(
        NpgsqlConnection connection,
        Guid owner,
        SearchBody search,
        int found,
        TimeSpan took,
        DateTimeOffset now
    )
    {
        var parameters =
            $$"""{"text":{{JsonSerializer.Serialize(search.Text)}},"mode":"hybrid","limit":{{search.Limit}}}""";
        var command = new NpgsqlCommand(NewRecord, connection);
        var values = command.Parameters;
        values.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) });
        values.Add(new NpgsqlParameter<Guid> { TypedValue = owner });
        values.Add(new NpgsqlParameter<string> { TypedValue = parameters, NpgsqlDbType = NpgsqlDbType.Json });
        values.Add(new NpgsqlParameter<int> { TypedValue = found });
        values.Add(new NpgsqlParameter<int> { TypedValue = (int)took.TotalMilliseconds });
        values.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });

        return command;
    }

    public static void Write(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        json.WriteStartObject();
        json.WriteStartObject("destination");
        json.WriteString("id", row.GetGuid(0));
        json.WriteString("name", row.GetString(1));
        json.WriteString("country", row.GetString(2));
        json.WriteString("description", row.GetString(3));
        json.WriteStartArray("tags");

        foreach (var tag in row.GetFieldValue<string[]>(4))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteNumber("latitude", row.GetDouble(5));
        json.WriteNumber("longitude", row.GetDouble(6));
        json.WriteEndObject();
        json.WriteNumber("similarity", row.GetDouble(7));
        json.WriteNumber("score", row.GetDouble(8));
        json.WriteEndObject();
    }

    /// <summary>As pgvector reads it.</summary>
    private static string TextOf(float[] numbers) =>
        $"[{string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";
}
