using System.Diagnostics;
using System.Text.RegularExpressions;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>Every 50 ms a session is killed at its work, straight and behind a pooler.</summary>
[Collection(nameof(FaultTests))]
public sealed partial class KilledSessionsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Writers = 32;
    private const string Kill = """
        SELECT count(pg_terminate_backend(pid)) FROM (
            SELECT pid FROM pg_stat_activity WHERE usename = 'enterprise_app' AND state <> 'idle'
            ORDER BY random() LIMIT 1
        ) victim
        """;

    private OwnPostgres _server = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _server = await OwnPostgres.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_acknowledged_trip_is_there_once_and_clients_see_success_or_503(bool pooled)
    {
        await using var bouncer = await PgBouncer.StartAsync(_server.Admin, PoolMode.Transaction);
        await using var installation = await Installation.OnAsync(
            _server,
            way => pooled ? bouncer.Before(way.ConnectionString) : way,
            ("ConnectionStrings__Direct", Straight())
        );
        await using var load = new Load(installation.User).Write(Writers, withKeys: true);
        await load.UntilAsync("write", 201, Writers);

        var killed = await KillAsync(FaultTimes.Length(full: 30, brief: 5));
        await load.UntilAsync("write", 201, Writers);
        await load.StopAsync();

        load.ShouldOnlySucceedOrBe503();
        await load.ShouldBeStoredAsync(installation.Owner);
        var failed = FirstAttempts().Count(installation.Log);
        var given = load.Count("write", 503);
        output.WriteLine(
            $"pooled {pooled}: {killed} kills, {load.Summary()}; {failed} attempts failed first"
        );
        failed.ShouldBeGreaterThan(10);
        ((double)given / (failed + given)).ShouldBeLessThan(0.1);

        string Straight() =>
            new NpgsqlConnectionStringBuilder(_server.Admin.ConnectionString)
            {
                Database = "enterprise",
                Username = "enterprise_app",
                Password = Installation.PasswordOf(_server, "enterprise_app"),
            }.ConnectionString;
    }

    private async Task<long> KillAsync(TimeSpan length)
    {
        await using var admin = new NpgsqlConnection(_server.Admin.ConnectionString);
        await admin.OpenAsync();
        var (killed, watch) = (0L, Stopwatch.StartNew());

        while (watch.Elapsed < length)
        {
            killed += await admin.AskAsync<long>(Kill);
            await Task.Delay(50);
        }

        return killed;
    }

    [GeneratedRegex("failed, attempt 1/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FirstAttempts();
}
