using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Enterprise.Tests.Support.Sources;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>A PostgreSQL server of a test's own, which may be killed; its data goes with it at the end.</summary>
/// <remarks>It writes no files through, but a commit survives the death of the server's processes.</remarks>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string _instance = $"outage-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>The superuser's connection string into the database <c>postgres</c>.</summary>
    public NpgsqlConnectionStringBuilder Admin { get; } =
        new() { Pooling = false, GssEncryptionMode = GssEncryptionMode.Disable };

    public static async Task<OwnPostgres> CreateAsync()
    {
        var server = new OwnPostgres();
        await server.StartAsync();
        var address = new Uri((await server.RunAsync("url")).Trim());
        var credentials = address.UserInfo.Split(':');
        (server.Admin.Host, server.Admin.Port) = (address.Host, address.Port);
        (server.Admin.Username, server.Admin.Password) = (credentials[0], credentials[1]);
        server.Admin.Database = "postgres";

        return server;
    }

    /// <summary>Starts it, on the port that it had.</summary>
    public Task StartAsync() =>
        RunAsync("start", "--no-fsync", "--set", "synchronous_commit=on", "--set", "full_page_writes=on");

    /// <summary>Kills its postmaster as a crash would, and waits until the process is gone.</summary>
    public async Task KillAsync()
    {
        var status = await RunAsync("status");
        var words = status.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var pid = int.Parse(words[Array.IndexOf(words, "pid") + 1], CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(pid);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync() => await RunAsync("reset");

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Repository.PathOf("eng/postgres"),
            ["--instance", _instance, .. arguments]
        )
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ENTERPRISE_POSTGRES"] = "embedded";
        start.Environment.Remove("ConnectionStrings__Primary");
        using var script = Process.Start(start)!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0, $"eng/postgres {string.Join(' ', arguments)}: {output}");

        return output;
    }
}
