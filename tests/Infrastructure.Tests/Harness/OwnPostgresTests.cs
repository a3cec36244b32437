using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Harness;

/// <summary>That a server of a test's own can be paused, killed and stopped.</summary>
public sealed class OwnPostgresTests : IAsyncLifetime
{
    private OwnPostgres _server = null!;

    public async Task InitializeAsync() => _server = await OwnPostgres.CreateAsync("work_mem=8MB");

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_paused_server_answers_when_it_goes_on()
    {
        await using var connection = await OpenAsync();
        await _server.PauseAsync();
        var answer = connection.AskAsync<string>("SELECT current_setting('work_mem')");
        await Task.Delay(300);
        answer.IsCompleted.ShouldBeFalse();

        await _server.ResumeAsync();
        (await answer).ShouldBe("8MB");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_committed_is_there_after_a_kill_and_after_a_stop(bool kill)
    {
        await using (var connection = await OpenAsync())
        {
            await connection.RunAsync("CREATE TABLE notes AS SELECT 'kept' AS note");
        }

        await (kill ? _server.KillAsync() : _server.StopAsync());
        await Should.ThrowAsync<NpgsqlException>(OpenAsync);
        await _server.StartAsync();

        await using var again = await OpenAsync();
        (await again.ListAsync<string>("SELECT note FROM notes")).ShouldBe(["kept"]);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_server.Admin.ConnectionString);
        await connection.OpenAsync();

        return connection;
    }
}
