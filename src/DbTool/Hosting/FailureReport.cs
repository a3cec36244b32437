using System.CommandLine;
using System.CommandLine.Parsing;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Destinations.Recall;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Setup;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Npgsql;

namespace Enterprise.DbTool.Hosting;

/// <summary>Turns failures into one sentence on the error stream, JSON where it is wanted, and an exit code.</summary>
internal static class FailureReport
{
    public static async Task<int> RunAsync(ParseResult command)
    {
        if (command.Errors.Count > 0 && command.Action is not HelpWithExamples)
        {
            // Of a word that is no command, the library also says that a command is missing.
            return Tell(
                command,
                $"{command.Errors[^1].Message} See: {PathOf(command.CommandResult)} --help",
                ExitCode.Usage
            );
        }

        try
        {
            return await command.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (Exception exception) when (Sentence(exception) is { } sentence)
        {
            return Tell(command, sentence, ExitCode.Failed);
        }
    }

    private static int Tell(ParseResult command, string sentence, int code)
    {
        Screen.ErrorLine($"db: {sentence}");
        Screen.Failure(command, sentence);

        return code;
    }

    /// <summary>The words that lead to a command, such as <c>db keys create</c>.</summary>
    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "db";

    private static string? Sentence(Exception exception) =>
        exception switch
        {
            SetupException
            or InvalidSettingException
            or MigrationRefusedException
            or MigrationFailedException
            or EmbeddingFailedException
            or RecallException
            or ToolException => exception.Message,
            PostgresException server =>
                $"The server refused: {server.MessageText} (SQLSTATE {server.SqlState}). "
                    + "Correct the cause and run the command again; what had been done stands.",
            NpgsqlException or TimeoutException =>
                "The connection to PostgreSQL broke off. See that the server runs, and run the command again.",
            OperationCanceledException => "Stopped. What had been done stands; run the command again.",
            UnauthorizedAccessException or IOException => exception.Message,
            _ => null,
        };
}
