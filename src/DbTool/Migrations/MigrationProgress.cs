using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Spectre.Console;

namespace Enterprise.DbTool.Migrations;

/// <summary>How far a run is, for whoever looks on.</summary>
internal static class MigrationProgress
{
    /// <summary>Runs with a bar on a terminal, and silently elsewhere.</summary>
    public static async Task<MigrationResult> ShowAsync(
        Func<IProgress<MigrationStep>?, Task<MigrationResult>> run
    )
    {
        if (!Screen.IsTerminal)
        {
            return await run(null);
        }

        return await AnsiConsole
            .Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask("waiting for the lock of the run");

                return await run(new Teller<MigrationStep>(step => Tell(bar, step)));
            });
    }

    private static void Tell(ProgressTask bar, MigrationStep step)
    {
        (bar.MaxValue, bar.Value) = (step.Count, step.Position - 1);
        bar.Description = $"{step.Position}/{step.Count} {Markup.Escape(step.Id)}";
    }
}
