using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db downgrade</c>: takes migrations back.</summary>
internal static class DowngradeCommand
{
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The last migration that stays, instead of the one before the newest; 0 for none",
        HelpName = "NAME",
    };

    private static readonly Option<bool> AllowDataLoss = new("--allow-data-loss")
    {
        Description = "Take back also what loses rows or columns",
    };

    private static readonly MigrationRunOptions Run = new();

    public static Command Create()
    {
        var command = new ToolCommand(
            "downgrade",
            "Take the newest migration back, or all after one; refuses to lose data",
            "db downgrade",
            "db downgrade --to AddTripStops --allow-data-loss"
        )
        {
            To,
            AllowDataLoss,
        };
        Run.All.ToList().ForEach(command.Options.Add);
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var runner = services.GetRequiredService<MigrationRunner>();
        var options = Run.Of(arguments) with { AllowDataLoss = arguments.GetValue(AllowDataLoss) };
        var result = await MigrationProgress.ShowAsync(progress =>
            runner.DowngradeAsync(arguments.GetValue(To), options, progress, cancellationToken)
        );
        Screen.Show(arguments, new { takenBack = result.Applied }, () => Tell(result));

        return ExitCode.Done;
    }

    private static void Tell(MigrationResult result)
    {
        foreach (var id in result.Applied)
        {
            Screen.Line($"took back {id}", Color.Yellow);
        }

        Screen.Line(
            result.Applied.Count == 0 ? "Nothing was to be taken back." : $"Took back {result.Applied.Count}."
        );
    }
}
