using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.History;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db history</c>: what was tried, by whom, and what became of it.</summary>
internal static class HistoryCommand
{
    private static readonly Option<int> Limit = new Option<int>("--limit")
    {
        Description = "Only so many of the newest entries",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    }.Within(1, 1_000_000);

    public static Command Create()
    {
        var command = new ToolCommand(
            "history",
            "Show every attempt at a migration, with its outcome, the newest last",
            "db history",
            "db history --limit 5",
            "db history --json | jq '.[] | select(.status == \"failed\")'"
        )
        {
            Limit,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var all = await services.GetRequiredService<MigrationInspector>().HistoryAsync(cancellationToken);
        HistoryEntry[] entries = [.. all.TakeLast(arguments.GetValue(Limit))];
        Screen.Show(arguments, entries, () => Tell(entries));

        return ExitCode.Done;
    }

    private static void Tell(HistoryEntry[] entries)
    {
        if (entries.Length == 0)
        {
            Screen.Line("Nothing was tried yet.");

            return;
        }

        var attempts = entries
            .GroupBy(entry => (entry.Migration, entry.Direction, entry.Attempt))
            .Select(attempt => (First: attempt.First(), Last: attempt.Last()))
            .ToArray();
        Screen.Table(
            ["migration", "attempt", "when", "took"],
            [
                .. attempts.Select(attempt =>
                    new[]
                    {
                        attempt.Last.Migration,
                        AttemptOf(attempt.Last),
                        Moments.Show(attempt.First.At),
                        attempt.Last.DurationMs is { } ms ? Moments.Show(TimeSpan.FromMilliseconds(ms)) : "",
                    }
                ),
            ]
        );

        foreach (var (_, last) in attempts.Where(attempt => Why(attempt.Last) is not null))
        {
            Screen.Indented($"{last.Migration} {last.Attempt}, {last.Actor}: {Why(last)}", by: 2);
        }
    }

    private static string AttemptOf(HistoryEntry last)
    {
        var outcome = last.Status is AttemptStatus.Started ? "no end" : $"{last.Status}";

        return $"{last.Direction} {last.Attempt}: {outcome}".ToLowerInvariant();
    }

    private static string? Why(HistoryEntry entry) => entry.Error ?? entry.Reason;
}
