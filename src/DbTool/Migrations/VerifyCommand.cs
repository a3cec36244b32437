using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations.Verification;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db verify</c>: whether a database is what this build counts on.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new ToolCommand(
            "verify",
            "Compare the database with what this build and its settings count on; ends with 3 where they differ",
            "db verify",
            "db verify --json"
        );
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var findings = await services.GetRequiredService<DatabaseVerification>().RunAsync(cancellationToken);
        Screen.Show(arguments, new { findings }, () => Tell(findings));

        return findings.Count == 0 ? ExitCode.Done : ExitCode.Found;
    }

    /// <summary>Tells of each check, and of what it has found.</summary>
    public static void Tell(IReadOnlyList<VerificationFinding> findings)
    {
        var byCheck = findings.ToLookup(finding => finding.Check, StringComparer.Ordinal);

        foreach (var check in DatabaseVerification.Checks)
        {
            var found = byCheck[check].ToArray();
            Screen.Line(
                $"{check, -11} {(found.Length == 0 ? "as it should be" : $"{found.Length} found")}",
                found.Length == 0 ? Color.Green : Color.Red
            );

            foreach (var finding in found)
            {
                Screen.Indented(finding.Finding, by: 2);
                Screen.Indented($"→ {finding.Remedy}", by: 4);
            }
        }
    }
}
