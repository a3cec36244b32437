using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Enterprise.Tests.Support.Sources;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>A PgBouncer of a test's own before any server, for all of its databases and roles.</summary>
/// <remarks>Its settings are those of <c>eng/lib/pgbouncer.ini</c>.</remarks>
public sealed class PgBouncer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pgbouncer-");
    private readonly List<PgBouncerProcess> _processes = [];
    private readonly NpgsqlConnectionStringBuilder _server;

    private PgBouncer(NpgsqlConnectionStringBuilder server) => _server = server;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="server">The superuser's address, who looks up the secrets of the other roles.</param>
    /// <param name="mode">How long a client keeps a server's connection.</param>
    /// <param name="defaultPoolSize">The most connections to the server for each role and database.</param>
    /// <param name="settings">More of PgBouncer's settings, such as <c>query_wait_timeout = 5</c>.</param>
    public static async Task<PgBouncer> StartAsync(
        NpgsqlConnectionStringBuilder server,
        PoolMode mode,
        int defaultPoolSize = 20,
        params string[] settings
    )
    {
        var bouncer = new PgBouncer(server);
        string[] own = [$"pool_mode = {Word(mode)}", $"default_pool_size = {defaultPoolSize}", .. settings];

        try
        {
            do
            {
                // Ports may be shared, so that two who choose the same one would not notice.
                await bouncer.KillAsync();
                bouncer.Port = FreePort();
                await bouncer.ConfigureAsync(own);
                await bouncer.StartProcessAsync();
            } while (bouncer.Listeners() != 1);
        }
        catch
        {
            await bouncer.DisposeAsync();

            throw;
        }

        return bouncer;
    }

    /// <summary>The same database and role, by way of this PgBouncer.</summary>
    public NpgsqlConnectionStringBuilder Before(string connectionString) =>
        new(connectionString) { Host = "127.0.0.1", Port = Port };

    /// <summary>Kills it, and with it all connections of its clients.</summary>
    public async Task KillAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _processes.Clear();
    }

    /// <summary>Kills it and starts it again on the same port.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartProcessAsync();
    }

    /// <summary>Starts another one on the same port, and lets this one end when its last client has gone.</summary>
    /// <remarks>Clients that had just connected, and were not taken yet, are cut off.</remarks>
    public async Task RollingRestartAsync()
    {
        var old = _processes[^1];
        await StartProcessAsync();
        await old.RetireAsync();
        await UntilAsync(() => Listeners() == 1);
    }

    /// <summary>Tells it something as its administrator, such as <c>RECONNECT</c> or <c>SHOW POOLS</c>.</summary>
    /// <returns>Rows in lines, with <c>|</c> between their columns.</returns>
    public async Task<string> TellAsync(string command)
    {
        string[] client = ["psql", "-XAt", "-h", "127.0.0.1", "-p", $"{Port}", "-U", _server.Username!];
        var line = await RootFileSystem.Embedded.CommandAsync(
            _folder.FullName,
            [.. client, "-d", "pgbouncer", "-c", command]
        );
        var start = RootFileSystem.ByShell(line);
        start.Environment["PGPASSWORD"] = _server.Password;
        using var psql = Process.Start(start)!;
        var output = await psql.StandardOutput.ReadToEndAsync();
        await psql.WaitForExitAsync();
        psql.ExitCode.ShouldBe(0, $"{command}: {output}");

        return output;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task ConfigureAsync(string[] settings)
    {
        var host = (await Dns.GetHostAddressesAsync(_server.Host!, AddressFamily.InterNetwork))[0];
        var shared = await File.ReadAllTextAsync(Repository.PathOf("eng/lib/pgbouncer.ini"));
        string[] file =
        [
            shared,
            $"listen_port = {Port}",
            $"auth_user = {_server.Username}",
            $"admin_users = {_server.Username}",
            .. settings,
            "[databases]",
            $"* = host={host} port={_server.Port}",
        ];
        await File.WriteAllLinesAsync(Path.Combine(_folder.FullName, "pgbouncer.ini"), file);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "users"),
            $"{Quoted(_server.Username)} {Quoted(_server.Password)}\n"
        );
    }

    private async Task StartProcessAsync()
    {
        var process = await PgBouncerProcess.StartAsync(_folder.FullName);
        _processes.Add(process);
        await UntilAsync(() => process.IsUp);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();

        while (!condition())
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"PgBouncer did not start or end:\n{_processes[^1].Log}");
            }

            await Task.Delay(Pause);
        }
    }

    private int Listeners() =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Count(at => at.Port == Port);

    /// <summary>One below those that the kernel hands to outgoing connections, so that it can be had again.</summary>
    private static int FreePort()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        var port = RandomNumberGenerator.GetInt32(20_000, 30_000);

        return taken.Any(at => at.Port == port) ? FreePort() : port;
    }

    private static string Word(PoolMode mode) => mode is PoolMode.Session ? "session" : "transaction";

    private static string Quoted(string? text) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"\"{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        );
}
