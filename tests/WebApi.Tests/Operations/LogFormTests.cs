using System.Text.Json;
using Enterprise.WebApi.Tests.Kestrel;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>Logs of a process, as settings beside the program say.</summary>
public sealed class LogFormTests(RunningProcess process) : IClassFixture<RunningProcess>
{
    [Fact]
    public async Task In_production_each_line_is_JSON()
    {
        await using var service = await StartAsync("Production");

        foreach (var line in service.Output.Split('\n'))
        {
            var entry = JsonElement.Parse(line);
            entry.GetProperty("Timestamp").GetString().ShouldNotBeNull().ShouldEndWith("Z");
            entry.TryGetProperty("EventId", out _).ShouldBeTrue();
            entry.GetProperty("LogLevel").GetString().ShouldNotBeNull();
            entry.GetProperty("Message").GetString().ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task In_development_they_are_for_people()
    {
        await using var service = await StartAsync("Development");

        service.Output.ShouldMatch(@"(?m)^\d\d:\d\d:\d\d (\S*info\S*): ");
        service.Output.ShouldNotContain("\"EventId\"");
    }

    private async Task<ServiceProcess> StartAsync(string environment)
    {
        var service = await process.StartAnotherAsync(
            ("ASPNETCORE_ENVIRONMENT", environment),
            ("Logging__Console__FormatterName", "")
        );
        await service.UntilWritesAsync("Application started");

        return service;
    }
}
