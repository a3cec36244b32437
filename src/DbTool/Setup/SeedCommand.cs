using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Setup;

/// <summary><c>db seed</c>: the data that every installation begins with.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var command = new ToolCommand(
            "seed",
            "Write the data that every installation begins with, where it is missing",
            "db seed"
        );
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var users = await services.GetRequiredService<Seeder>().SeedAsync(cancellationToken);
        Screen.Show(
            arguments,
            users,
            () => Screen.Line("Destinations, an administrator and a demo user are there.")
        );

        return ExitCode.Done;
    }
}
