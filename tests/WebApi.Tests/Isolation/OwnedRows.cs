using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>All that the database holds of one user, as the superuser sees it.</summary>
internal static class OwnedRows
{
    private const string TablesWithOwner = """
        SELECT relname::text FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attname = 'user_id'
        ORDER BY relname
        """;

    /// <summary>The rows as text, but for when a key was last used, which its owner's requests change.</summary>
    public static async Task<IReadOnlyList<string>> RowsOfAsync(
        this NpgsqlConnection superuser,
        Guid userId
    ) => await superuser.ListAsync<string>(await QueryAsync(superuser), userId);

    /// <summary>How many tables have an owner.</summary>
    public static Task<IReadOnlyList<string>> TablesWithOwnerAsync(this NpgsqlConnection superuser) =>
        superuser.ListAsync<string>(TablesWithOwner);

    private static async Task<string> QueryAsync(NpgsqlConnection superuser)
    {
        var owned = await superuser.TablesWithOwnerAsync();
        var parts = owned.Select(table => Part(table, "user_id")).Append(Part("users", "id"));

        return $"{string.Join("\nUNION ALL ", parts)}\nORDER BY 1";
    }

    private static string Part(string table, string owner) =>
        $"SELECT '{table} ' || (to_jsonb(t) - 'last_used_at')::text FROM {table} t WHERE {owner} = $1";
}
