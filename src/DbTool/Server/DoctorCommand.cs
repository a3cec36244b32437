using System.CommandLine;
using System.Globalization;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Diagnostics.Server;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Server;

/// <summary><c>db doctor</c>: what a server is, what hurts, and what to change.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new ToolCommand(
            "doctor",
            "Say what the server is, which settings and sessions hurt, and what to change; ends with 3 on what is critical",
            "db doctor",
            "db doctor --json"
        );
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var server = services.GetRequiredService<ServerExamination>();
        var facts = await server.FactsAsync(cancellationToken);
        var capabilities = await server.CapabilitiesAsync(cancellationToken);
        var findings = await server.FindingsAsync(cancellationToken);
        Screen.Show(
            arguments,
            new
            {
                server = facts,
                capabilities,
                findings,
            },
            () =>
            {
                Tell(facts);
                Tell(capabilities);
                Tell(findings);
            }
        );

        return findings.Any(finding => finding.Gravity is Gravity.Critical) ? ExitCode.Found : ExitCode.Done;
    }

    private static void Tell(ServerFacts facts)
    {
        var megabytes = (facts.DatabaseBytes / (1024.0 * 1024)).ToString("F0", CultureInfo.InvariantCulture);
        Screen.Line(
            $"PostgreSQL {facts.Version}, {(facts.IsStandby ? "a standby" : "a primary")}, {facts.Standbys} standbys follow it"
        );
        Screen.Line($"runs since {Moments.Show(facts.StartedAt)}");
        Screen.Line(
            $"database {facts.Database}: {megabytes} MB, pgvector {facts.VectorVersion ?? "is missing"}"
        );
    }

    private static void Tell(IReadOnlyList<CapabilityReport> capabilities)
    {
        Screen.Line(
            $"can {capabilities.Count(one => one.WhyNot is null)} of {capabilities.Count} things that servers differ in"
        );

        foreach (var lacking in capabilities.Where(one => one.WhyNot is not null))
        {
            Screen.Indented($"{lacking.Capability}: {lacking.WhyNot}", by: 2);
        }
    }

    private static void Tell(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Screen.Line(
                $"{finding.Gravity.ToString().ToLowerInvariant()}: {finding.Subject}",
                finding.Gravity switch
                {
                    Gravity.Critical => Color.Red,
                    Gravity.Warning => Color.Yellow,
                    _ => Color.Default,
                }
            );
            Screen.Indented(finding.Problem, by: 2);
            Screen.Indented($"→ {finding.Remedy}", by: 4);
        }

        if (findings.Count == 0)
        {
            Screen.Line("Nothing hurts.", Color.Green);
        }
    }
}
