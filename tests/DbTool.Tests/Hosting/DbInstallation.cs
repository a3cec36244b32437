using System.Diagnostics;
using System.Text.RegularExpressions;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Sources;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.DbTool.Tests.Hosting;

/// <summary>The tool as it is built, in processes of its own, for a database that does not exist yet.</summary>
internal sealed partial class DbInstallation : IAsyncDisposable
{
    // The configuration, such as Release, is the one that the tests were built in.
    private static readonly string Tool = Repository.PathOf(
        $"src/DbTool/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/db.dll"
    );

    private readonly ScratchServer _server;

    private DbInstallation(ScratchServer server) => _server = server;

    /// <summary>How the owner shall connect; a test may spoil it.</summary>
    public NpgsqlConnectionStringBuilder Owner => _server.Owner;

    /// <summary>How the application shall connect; a test may spoil it.</summary>
    public NpgsqlConnectionStringBuilder App => _server.App;

    /// <summary>The superuser's connection string; null for none. A test may spoil it.</summary>
    public string? Admin { get; set; }

    /// <summary>More of the environment.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>One without a database.</summary>
    public static async Task<DbInstallation> CreateAsync()
    {
        var server = await ScratchServer.CreateAsync();

        return new(server) { Admin = server.AdminConnectionString };
    }

    /// <summary>One whose database is set up, as by the tool and faster.</summary>
    public static async Task<DbInstallation> SetUpAsync()
    {
        var installation = await CreateAsync();
        await using var setup = installation._server.CreateSetup(installation.Admin);
        await setup.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);

        return installation;
    }

    /// <summary>One whose database has its roles, and all migrations up to one.</summary>
    public static async Task<DbInstallation> MigrateAsync(string target)
    {
        var installation = await CreateAsync();
        await installation._server.CreateDatabaseAsync();
        await using var setup = installation._server.CreateSetup(admin: null);
        await setup
            .GetRequiredService<MigrationRunner>()
            .UpgradeAsync(new() { Target = target }, progress: null, CancellationToken.None);

        return installation;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<DbAnswer> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);

        return await EndAsync(process);
    }

    /// <summary>What a process has said when it has ended.</summary>
    public static async Task<DbAnswer> EndAsync(Process process)
    {
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(),
            process.StandardError.ReadToEndAsync()
        );
        await process.WaitForExitAsync();

        return new(process.ExitCode, said[0].TrimEnd(), said[1].TrimEnd());
    }

    /// <summary>Starts a command.</summary>
    public Process Start(params string[] arguments) => Start("dotnet", [Tool, .. arguments]);

    /// <summary>Runs a command to its end on a terminal of 80 columns, and gives what stands there then, a line each.</summary>
    public async Task<string[]> RunOnTerminalAsync(string command)
    {
        string[] typed = ["-qec", $"stty cols 80 rows 50; dotnet '{Tool}' {command}", "/dev/null"];
        using var process = Start("script", typed);
        var answer = await EndAsync(process);

        return [.. ControlSequence().Replace(answer.Output, "").Split('\n').Select(line => line.TrimEnd())];
    }

    [GeneratedRegex(
        @"\x1b(\[[0-9;?]*[A-Za-z]|[=>])|[^\n]*\r(?!\n)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ControlSequence();

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ConnectionStrings__Owner"] = Owner.ConnectionString;
        start.Environment["ConnectionStrings__Primary"] = App.ConnectionString;
        start.Environment["ConnectionStrings__Admin"] = Admin;
        start.Environment["Secrets__MasterKey"] = TestServices.MasterKeyText;

        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>An open connection of the superuser's to its database.</summary>
    public Task<NpgsqlConnection> ConnectAsync() => _server.ConnectAsAdminAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
