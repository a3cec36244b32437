using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Destinations;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Destinations;

/// <summary><c>db embed</c>: lets destinations be found by meaning that cannot be yet.</summary>
internal static class EmbedCommand
{
    public static Command Create()
    {
        var command = new ToolCommand(
            "embed",
            "Work out what destinations mean, where that is missing or stale; may be interrupted and begun again",
            "db embed"
        );
        command.SetAction(RunAsync);

        return command;
    }

    /// <summary>Does it, with a bar on a terminal, and gives how many were done.</summary>
    private static async Task<int> EmbedAsync(
        DestinationBackfill backfill,
        CancellationToken cancellationToken
    )
    {
        if (!Screen.IsTerminal)
        {
            return await backfill.RunAsync(progress: null, cancellationToken);
        }

        var count = await backfill.CountAsync(cancellationToken);

        return await AnsiConsole
            .Progress()
            .AutoClear(true)
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask("embedding destinations", maxValue: count);

                return await backfill.RunAsync(new Teller<int>(done => bar.Value = done), cancellationToken);
            });
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var embedded = await EmbedAsync(
            services.GetRequiredService<DestinationBackfill>(),
            cancellationToken
        );
        Screen.Show(
            arguments,
            new { embedded },
            () => Screen.Line(embedded == 0 ? "All are found by meaning." : $"Embedded {embedded}.")
        );

        return ExitCode.Done;
    }
}
