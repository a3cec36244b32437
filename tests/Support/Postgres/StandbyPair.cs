using Enterprise.Tests.Support.Network;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Two PostgreSQL servers of a test's own, of which one streams from the other over a wire.</summary>
/// <remarks>The standby follows asynchronously until it is told otherwise, and answers reads.</remarks>
public sealed class StandbyPair : IAsyncDisposable
{
    private readonly Postmaster _standby;

    private StandbyPair(OwnPostgres server)
    {
        Server = server;
        _standby = new Postmaster(Path.Combine(server.Folder, "replica/data"));
        Wire = TcpProxy.Before(Primary.Host!, Primary.Port);
    }

    /// <summary>The primary, to be killed, paused and started.</summary>
    public OwnPostgres Server { get; }

    /// <summary>The superuser's connection string to the primary; it is not pooled.</summary>
    public NpgsqlConnectionStringBuilder Primary => Server.Admin;

    /// <summary>The superuser's connection string to the standby, also after its promotion; it is not pooled.</summary>
    public NpgsqlConnectionStringBuilder Standby { get; private set; } = null!;

    /// <summary>What the standby hears the primary by. Nobody else does.</summary>
    /// <remarks>Once it is cut, the standby connects again after 0.1 s.</remarks>
    public TcpProxy Wire { get; }

    /// <summary>Makes both and starts them.</summary>
    /// <param name="settings">Settings of both, such as <c>wal_sender_timeout=2s</c>.</param>
    public static async Task<StandbyPair> CreateAsync(params string[] settings)
    {
        var pair = new StandbyPair(await OwnPostgres.CreateAsync(settings));

        try
        {
            await pair.Server.StartStandbyAsync();
            pair.Standby = await PostgresScript.AddressAsync(pair.Server.Instance, "PGREPLICAPORT");
            await pair.StreamOverWireAsync();
        }
        catch
        {
            await pair.DisposeAsync();

            throw;
        }

        return pair;
    }

    /// <summary>Makes the standby a server that takes writes, and waits until it does; the primary is not asked.</summary>
    public Task PromoteAsync() => Server.RunAsync("promote");

    /// <summary>Kills the primary as a crash would; <see cref="OwnPostgres.StartAsync"/> brings it back.</summary>
    public Task KillPrimaryAsync() => Server.KillAsync();

    /// <summary>Kills the standby as a crash would.</summary>
    public Task KillStandbyAsync() => _standby.KillAsync();

    /// <summary>Starts the standby again, beside a primary that runs, on the port that it had.</summary>
    public Task StartStandbyAsync() => Server.StartStandbyAsync();

    /// <summary>Stops the standby where it is: it keeps its connections and answers nothing.</summary>
    public Task PauseStandbyAsync() => _standby.PauseAsync();

    /// <summary>Lets the standby go on.</summary>
    public Task ResumeStandbyAsync() => _standby.ResumeAsync();

    /// <summary>From here on no commit on the primary is answered before the standby has it.</summary>
    public async Task SetSynchronousAsync()
    {
        await ChangeAsync(Primary, "synchronous_standby_names = '*'");
        await UntilAsync(
            Primary,
            """
            SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')
                AND current_setting('synchronous_standby_names') = '*'
            """
        );

        // Commits wait once the checkpointer has noticed, which it has when it has done something.
        await using var primary = await OpenAsync(Primary);
        await primary.RunAsync("CHECKPOINT");
    }

    /// <summary>From here on the standby shows a commit so much later; it receives all at once, all the same.</summary>
    public Task SetReplayDelayAsync(TimeSpan delay) =>
        ChangeAsync(Standby, $"recovery_min_apply_delay = {(int)delay.TotalMilliseconds}");

    /// <summary>Returns once the standby shows all that the primary has committed by now.</summary>
    /// <exception cref="TimeoutException">It does not, for 30 seconds.</exception>
    public async Task UntilCaughtUpAsync()
    {
        await using var primary = await OpenAsync(Primary);
        var written = await primary.AskAsync<string>("SELECT pg_current_wal_lsn()::text");
        await UntilAsync(Standby, $"SELECT pg_last_wal_replay_lsn() >= '{written}'");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The primary would wait for a standby that a black hole hides.
        await Wire.DisposeAsync();
        await ResumeStandbyAsync();
        await Server.DisposeAsync();
    }

    private async Task StreamOverWireAsync()
    {
        var source =
            $"host=127.0.0.1 port={Wire.Port} user={Primary.Username} password={Primary.Password} "
            + "application_name=standby";
        await ChangeAsync(Standby, "wal_retrieve_retry_interval = '100ms'", $"primary_conninfo = '{source}'");
        await UntilAsync(
            Standby,
            $"""
            SELECT EXISTS (
                SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming' AND sender_port = {Wire.Port}
            )
            """
        );
    }

    private static async Task ChangeAsync(NpgsqlConnectionStringBuilder server, params string[] settings)
    {
        await using var connection = await OpenAsync(server);

        foreach (var setting in settings)
        {
            await connection.RunAsync($"ALTER SYSTEM SET {setting}");
        }

        await connection.RunAsync("SELECT pg_reload_conf()");
    }

    private static async Task UntilAsync(NpgsqlConnectionStringBuilder server, string condition)
    {
        await using var connection = await OpenAsync(server);
        await connection.UntilAsync(condition);
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();

        return connection;
    }
}
