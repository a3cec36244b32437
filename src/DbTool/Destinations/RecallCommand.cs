using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Destinations.Recall;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Destinations;

/// <summary><c>db recall</c>: how much of what is nearest the search by meaning finds, and how fast.</summary>
internal static class RecallCommand
{
    private static readonly RecallOptions Usual = new();

    private static readonly Option<int> Samples = new Option<int>("--samples")
    {
        Description = "How many destinations are asked for what is like them",
        DefaultValueFactory = _ => Usual.Samples,
    }.Within(1, RecallOptions.MaxSamples);

    private static readonly Option<int[]> Ef = new("--ef")
    {
        Description = "The values of hnsw.ef_search to compare, 10,20,40,80,160,320 unless given",
        CustomParser = Numbers.Within(1, RecallOptions.MaxEfSearch),
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "recall",
            "Measure which part of the ten nearest destinations the search by meaning finds, and how long it takes, on the "
                + "data as they are; ends with 3 on less than 0.95 or short lists",
            "db recall",
            "db recall --samples 500 --ef 100,200,400",
            "db recall --json"
        )
        {
            Samples,
            Ef,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var report = await MeasureAsync(
            services.GetRequiredService<RecallExamination>(),
            new()
            {
                Samples = arguments.GetValue(Samples),
                EfSearch = arguments.GetValue(Ef) is { Length: > 0 } given ? given : Usual.EfSearch,
            },
            cancellationToken
        );
        Screen.Show(arguments, report, () => RecallPage.Show(report));

        return report.IsGood ? ExitCode.Done : ExitCode.Found;
    }

    /// <summary>Does it, with a bar on a terminal.</summary>
    private static Task<RecallReport> MeasureAsync(
        RecallExamination examination,
        RecallOptions options,
        CancellationToken cancellationToken
    ) =>
        !Screen.IsTerminal
            ? examination.RunAsync(options, progress: null, cancellationToken)
            : AnsiConsole
                .Progress()
                .AutoClear(true)
                .StartAsync(bars =>
                {
                    var bar = bars.AddTask("searching", maxValue: 1);

                    return examination.RunAsync(
                        options,
                        new Teller<double>(done => bar.Value = done),
                        cancellationToken
                    );
                });
}
