using System.CommandLine;
using System.Globalization;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Diagnostics.Server;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Server;

/// <summary><c>db pools</c>: who is connected, as the server sees it.</summary>
internal static class PoolsCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Show it anew every second, until Ctrl-C",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "pools",
            "Show the connections of each pool and program: busy, idle, waiting, and how many there may be",
            "db pools",
            "db pools --watch"
        )
        {
            Watch,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var server = services.GetRequiredService<ServerExamination>();
        Show(arguments, await server.SessionsAsync(cancellationToken));

        if (arguments.GetValue(Watch))
        {
            await WatchAsync(arguments, server, cancellationToken);
        }

        return ExitCode.Done;
    }

    private static async Task WatchAsync(
        ParseResult arguments,
        ServerExamination server,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, cancellationToken);
                var report = await server.SessionsAsync(cancellationToken);

                if (Screen.IsTerminal)
                {
                    AnsiConsole.Clear();
                }

                Show(arguments, report);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how it is asked to end.
        }
    }

    private static void Show(ParseResult arguments, SessionReport report) =>
        Screen.Show(
            arguments,
            report,
            () =>
            {
                Screen.Table(
                    ["program", "all", "busy", "in tx", "idle", "waiting", "oldest tx"],
                    [.. report.Groups.Select(Row)]
                );
                Screen.Line(
                    $"{report.Used} of {report.Max - report.Reserved} connections are taken; {report.Reserved} more are for administrators.",
                    report.Used > 0.8 * report.Max ? Color.Red : Color.Default
                );
            }
        );

    private static string[] Row(SessionGroup group) =>
        [
            group.Application,
            Number(group.Total),
            Number(group.Busy),
            Number(group.InTransaction),
            Number(group.Idle),
            Number(group.Waiting),
            group.OldestTransaction is { } age ? Moments.Show(age) : "",
        ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
