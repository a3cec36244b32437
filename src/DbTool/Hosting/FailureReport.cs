using System.CommandLine;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Setup;
using Npgsql;

namespace Enterprise.DbTool.Hosting;

/// <summary>Turns failures into one sentence on the error stream and an exit code.</summary>
internal static class FailureReport
{
    private const int Failure = 1;

    public static async Task<int> RunAsync(ParseResult command)
    {
        try
        {
            return await command.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (Exception exception) when (Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"db: {sentence}");

            return Failure;
        }
    }

    private static string? Sentence(Exception exception) =>
        exception switch
        {
            SetupException or InvalidSettingException => exception.Message,
            PostgresException server =>
                $"The server refused: {server.MessageText} (SQLSTATE {server.SqlState}). "
                    + "Correct the cause and run the command again; what had been done stands.",
            NpgsqlException or TimeoutException =>
                "The connection to PostgreSQL broke off. See that the server runs, and run the command again.",
            UnauthorizedAccessException or IOException => exception.Message,
            _ => null,
        };
}
