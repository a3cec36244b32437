namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>Rows of each audited table, as a user makes, changes and deletes them; <c>$1</c> is the row, <c>$2</c> the user.</summary>
internal static class AuditedRows
{
    public const string NewTrip = """
        INSERT INTO trips (id, user_id, title, destination, starts_on, ends_on, travelers, kind, status, created_at, updated_at)
        VALUES ($1, $2, 'A week', 'Lisbon', '2027-01-01', '2027-01-02', 1, 'leisure', 'planning', now(), now())
        """;

    public const string NewStop = """
        INSERT INTO trip_stops (id, trip_id, user_id, day, place, title)
        VALUES ($1, $3, $2, 1, 1, 'Tram 28')
        """;

    public const string NewApiKey = """
        INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
        VALUES ($1, $2, 'laptop', 'ent_00000000', sha256($1::text::bytea), ARRAY['trips:read'], now())
        """;

    public const string NewProviderKey = """
        INSERT INTO provider_keys (id, user_id, service, name, sealed_value, last_four, created_at, usage_count)
        VALUES ($1, $2, 'openai', $1::text, '\x5ea1ed', 'wxyz', now(), 0)
        """;

    /// <summary>The words of the log, with what makes and changes such a row, and the column that is changed.</summary>
    public static TheoryData<string, string, string, string> All =>
        new()
        {
            { "trip", "trips", NewTrip, "title" },
            { "apiKey", "api_keys", NewApiKey, "name" },
            { "providerKey", "provider_keys", NewProviderKey, "last_four" },
        };

    public static string Change(string table, string column) =>
        $"UPDATE {table} SET {column} = 'new' WHERE id = $1 AND user_id = $2";

    public static string Deletion(string table) => $"DELETE FROM {table} WHERE id = $1 AND user_id = $2";
}
