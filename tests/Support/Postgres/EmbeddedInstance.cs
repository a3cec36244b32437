using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>The instance <c>test</c> that <c>eng/postgres</c> keeps in this clone of the repository.</summary>
internal static class EmbeddedInstance
{
    private const string Name = "test";

    private static readonly string[] Start = ["start", "--no-fsync", "--set", "max_connections=300"];

    /// <summary>Starts it unless it runs, and says where it is.</summary>
    public static async Task<NpgsqlConnectionStringBuilder> StartAsync()
    {
        try
        {
            await PostgresScript.RunAsync(Name, AsMade, Start);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                $"There is no server for the tests. Name one by {PostgresServer.Setting}.",
                exception
            );
        }

        return await PostgresScript.AddressAsync(Name);
    }

    /// <summary>Whatever <c>eng/postgres</c> is told to use, or finds.</summary>
    private static string AsMade => Environment.GetEnvironmentVariable("ENTERPRISE_POSTGRES") ?? "";
}
