using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Enterprise.DbTool.Hosting;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db create</c>: a new migration, made by <c>dotnet ef migrations add</c>.</summary>
internal static partial class CreateCommand
{
    private const string Solution = "Enterprise.sln";
    private const string Versions = "Migrations/Versions";

    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "What it does, such as AddTripRatings",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "create",
            "Make a migration of what has changed in the model, with dotnet ef",
            "db create AddTripRatings"
        )
        {
            Name,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(Name)!;

        if (!PascalCase().IsMatch(name))
        {
            throw new ToolException(
                $"'{name}' is no name for a migration: say what it does in PascalCase, such as AddTripRatings."
            );
        }

        var project = Path.Combine(FindRoot(), "src", "Infrastructure");

        if (Directory.EnumerateFiles(Path.Combine(project, Versions), $"*_{name}.cs").Any())
        {
            throw new ToolException($"There is a migration {name} already; choose another name.");
        }

        await ScaffoldAsync(project, name, cancellationToken);
        var made = Directory.EnumerateFiles(Path.Combine(project, Versions), $"*_{name}.cs").Single();
        Screen.Show(
            arguments,
            new { file = made },
            () =>
            {
                Screen.Line($"made {Path.GetRelativePath(Environment.CurrentDirectory, made)}");
                Screen.Line("Read it, then: db lint, db upgrade, and the tests, which renew schema.txt.");
            }
        );

        return ExitCode.Done;
    }

    private static async Task ScaffoldAsync(string project, string name, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "ef", "migrations", "add", name, "--configuration", "Release", "--no-color" },
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process =
            Process.Start(start) ?? throw new ToolException("dotnet cannot be started: install the SDK.");
        var told = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken)
        );
        await process.WaitForExitAsync(cancellationToken);

        if (process.ExitCode != 0)
        {
            throw new ToolException(
                $"dotnet ef made no migration; it says:\n{string.Concat(told).Trim()}\n"
                    + "Where dotnet ef is unknown: dotnet tool restore."
            );
        }
    }

    /// <summary>The folder of the solution, from here upwards.</summary>
    private static string FindRoot()
    {
        for (
            var folder = new DirectoryInfo(Environment.CurrentDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new ToolException($"There is no {Solution} here: run it in a clone of the sources.");
    }

    [GeneratedRegex(
        "^[A-Z][A-Za-z0-9]{2,99}$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PascalCase();
}
