using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>What connections have kept of those for whom they were used.</summary>
internal static class Identities
{
    private const string Ask = """
        SELECT pg_backend_pid() || ' ' || coalesce(current_setting('app.user_id', true), '')
        """;

    /// <summary>Takes so many connections at once that none is left out, and asks each.</summary>
    /// <returns>The server's process, and whose identity it has: <c>""</c> for nobody's.</returns>
    public static async Task<Dictionary<string, string>> AskAsync(NpgsqlDataSource way, int connections)
    {
        var taken = new List<NpgsqlConnection>();

        try
        {
            for (var i = 0; i < connections; i++)
            {
                var connection = await way.OpenConnectionAsync();
                taken.Add(connection);
                // A pooler keeps the server's connection for it as long as the transaction is open.
                await connection.RunAsync("BEGIN");
            }

            var answers = await Task.WhenAll(taken.Select(one => one.AskAsync<string>(Ask)));

            return answers
                .Select(answer => answer.Split(' '))
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        }
        finally
        {
            foreach (var connection in taken)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
