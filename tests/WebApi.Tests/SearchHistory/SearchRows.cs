using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.SearchHistory;

/// <summary>Searches that were made before a test begins.</summary>
internal static class SearchRows
{
    /// <summary>Notes one as a user's; it takes the place of the newest.</summary>
    public static Task<Guid> AddSearchAsync(
        this NpgsqlConnection everybodys,
        Guid userId,
        string parameters = """{"text": "surf and sun", "mode": "hybrid"}"""
    ) =>
        everybodys.AskAsync<Guid>(
            """
            INSERT INTO search_history (id, user_id, type, parameters, results_count, duration_ms, created_at)
            VALUES (gen_random_uuid(), $1, 'destination', $2::json, 3, 12, clock_timestamp()) RETURNING id
            """,
            userId,
            parameters
        );
}
