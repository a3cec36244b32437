using System.Diagnostics;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Infrastructure.Tests.Capabilities.Requirements;

/// <summary><c>dotnet ef</c> says on the console what the target server cannot do.</summary>
public sealed class DesignTimeTests
{
    [Fact]
    public async Task A_command_warns_beside_what_it_prints()
    {
        (await WarningsAsync("mariadb 10.11")).ShouldContain(
            "warning: The model needs Vector, but MariaDB has it since version 11.7, and this is 10.11: upgrade the "
                + "server, or do without it."
        );
    }

    private static async Task<string> WarningsAsync(string target)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["ef", "migrations", "script", "--no-build", "--configuration", Configuration]
        )
        {
            WorkingDirectory = Repository.PathOf("src/Infrastructure"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Database__TargetServer"] = target;
        using var ef = Process.Start(start)!;
        var errors = ef.StandardError.ReadToEndAsync();
        var script = await ef.StandardOutput.ReadToEndAsync();
        await ef.WaitForExitAsync();
        ef.ExitCode.ShouldBe(0, script + await errors);
        script.ShouldNotContain("warning");

        return await errors;
    }

    /// <summary>That of this build, from its folder <c>bin/Release/net10.0</c>.</summary>
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
