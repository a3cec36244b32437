using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation.Switches;

/// <summary>The policies of all tables, to be looked at and turned off by the superuser.</summary>
internal static class RowPolicies
{
    private const string Protected = """
        SELECT relname::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
        ORDER BY relname
        """;

    /// <summary>The tables that show nobody a row but by their policies.</summary>
    public static Task<IReadOnlyList<string>> ProtectedTablesAsync(this NpgsqlConnection superuser) =>
        superuser.ListAsync<string>(Protected);

    /// <summary>From here on every table shows all of its rows to everybody who may read it.</summary>
    public static async Task TurnPoliciesOffAsync(this NpgsqlConnection superuser)
    {
        foreach (var table in await superuser.ProtectedTablesAsync())
        {
            await superuser.RunAsync(
                $"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"
            );
        }
    }
}
