using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Harness;

/// <summary>That the pair of servers for fault tests is what it says.</summary>
public sealed class StandbyPairTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private StandbyPair _pair = null!;

    public async Task InitializeAsync()
    {
        _pair = await StandbyPair.CreateAsync("max_connections=30");
        await RunAsync("CREATE TABLE notes (note text)");
        await _pair.UntilCaughtUpAsync();
    }

    public Task DisposeAsync() => _pair.DisposeAsync().AsTask();

    [Fact]
    public async Task A_standby_has_what_the_primary_had_and_takes_writes_once_it_is_promoted()
    {
        await RunAsync("INSERT INTO notes VALUES ('kept')");
        await _pair.UntilCaughtUpAsync();
        await using var standby = await OpenAsync(_pair.Standby);
        (
            await Should.ThrowAsync<PostgresException>(() =>
                standby.RunAsync("INSERT INTO notes VALUES ('no')")
            )
        ).SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);

        await _pair.KillPrimaryAsync();
        await Should.ThrowAsync<NpgsqlException>(() => OpenAsync(_pair.Primary));
        await _pair.PromoteAsync();
        await standby.RunAsync("INSERT INTO notes VALUES ('new')");

        (await standby.ListAsync<string>("SELECT note FROM notes")).ShouldBe(["kept", "new"]);
        await _pair.Server.StartAsync();
        (await NotesAsync(_pair.Primary)).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task A_standby_stands_still_while_its_wire_is_a_black_hole_and_catches_up_once_it_is_healed()
    {
        _pair.Wire.IsBlackHole = true;
        await RunAsync("INSERT INTO notes VALUES ('late')");
        await Task.Delay(Moment);
        (await NotesAsync(_pair.Standby)).ShouldBeEmpty();

        _pair.Wire.IsBlackHole = false;
        _pair.Wire.Heal();
        await _pair.UntilCaughtUpAsync();
        (await NotesAsync(_pair.Standby)).ShouldBe(["late"]);
    }

    [Fact]
    public async Task A_synchronous_standby_that_does_not_hear_lets_no_commit_be_answered()
    {
        await _pair.SetSynchronousAsync();
        await RunAsync("INSERT INTO notes VALUES ('first')");

        _pair.Wire.IsBlackHole = true;
        var commit = RunAsync("INSERT INTO notes VALUES ('second')");
        await Task.Delay(Moment);
        commit.IsCompleted.ShouldBeFalse();

        _pair.Wire.IsBlackHole = false;
        await commit;
        await _pair.UntilCaughtUpAsync();
        (await NotesAsync(_pair.Standby)).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task A_delayed_standby_shows_nothing_new_until_the_delay_ends()
    {
        await _pair.SetReplayDelayAsync(TimeSpan.FromHours(1));
        await RunAsync("INSERT INTO notes VALUES ('old')");
        await Task.Delay(Moment);
        (await NotesAsync(_pair.Standby)).ShouldBeEmpty();

        await _pair.SetReplayDelayAsync(TimeSpan.Zero);
        await _pair.UntilCaughtUpAsync();
        (await NotesAsync(_pair.Standby)).ShouldBe(["old"]);
    }

    [Fact]
    public async Task A_standby_that_was_killed_starts_again_and_hears_by_the_same_wire()
    {
        await _pair.KillStandbyAsync();
        await RunAsync("INSERT INTO notes VALUES ('missed')");
        var before = _pair.Wire.Opened;

        await _pair.StartStandbyAsync();
        await _pair.UntilCaughtUpAsync();

        (await NotesAsync(_pair.Standby)).ShouldBe(["missed"]);
        _pair.Wire.Opened.ShouldBeGreaterThan(before);
    }

    private async Task RunAsync(string sql)
    {
        await using var primary = await OpenAsync(_pair.Primary);
        await primary.RunAsync(sql);
    }

    private static async Task<IReadOnlyList<string>> NotesAsync(NpgsqlConnectionStringBuilder server)
    {
        await using var connection = await OpenAsync(server);

        return await connection.ListAsync<string>("SELECT note FROM notes");
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();

        return connection;
    }
}
