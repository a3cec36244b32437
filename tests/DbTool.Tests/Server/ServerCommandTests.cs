using System.Diagnostics;
using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.DbTool.Tests.Server;

/// <summary>What is told of the server and of who is on it.</summary>
public sealed class ServerCommandTests : IAsyncLifetime
{
    private DbInstallation _db = null!;

    public async Task InitializeAsync() => _db = await DbInstallation.SetUpAsync();

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Connections_are_counted_by_program_and_by_what_they_do()
    {
        await using var idle = await ConnectAsync("tests idle");
        await using var inTransaction = await ConnectAsync("tests in a transaction");
        await using var transaction = await inTransaction.BeginTransactionAsync();
        await inTransaction.RunAsync("SELECT 1");

        var groups = (await _db.RunAsync("pools", "--json")).ShouldEnd(0).Json.GetProperty("groups");

        Group("tests idle").GetProperty("idle").GetInt32().ShouldBe(1);
        Group("tests in a transaction").GetProperty("inTransaction").GetInt32().ShouldBe(1);
        (await _db.RunAsync("pools")).Output.ShouldContain("connections are taken");

        System.Text.Json.JsonElement Group(string name) =>
            groups.EnumerateArray().Single(group => group.GetProperty("application").ValueEquals(name));
    }

    [Fact]
    public async Task A_watch_is_ended_by_Ctrl_C_and_is_no_failure()
    {
        using var watch = _db.Start("pools", "--watch");
        await watch.StandardOutput.ReadLineAsync();
        await Process.Start("kill", ["-INT", $"{watch.Id}"]).WaitForExitAsync();

        (await DbInstallation.EndAsync(watch)).ShouldEnd(0).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_setting_that_loses_data_is_critical_and_told_with_what_to_change()
    {
        // The server of the tests is fast, and may lose what it has acknowledged.
        var answer = (await _db.RunAsync("doctor")).ShouldEnd(3);

        answer.Output.ShouldContain("critical: fsync = off");
        answer.Output.ShouldContain("→ fsync = on");
        answer.Output.ShouldContain("pgvector 0.8");
        answer.Output.ShouldContain("UuidVersion7: PostgreSQL has it since version 18");
    }

    [Fact]
    public async Task Who_waits_for_whom_is_told()
    {
        await using var holder = await ConnectAsync("tests holder");
        await using var waiter = await ConnectAsync("tests waiter");
        var held = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE users");
        var waiting = waiter.RunAsync("SELECT FROM users");
        await Task.Delay(1500);

        var answer = await _db.RunAsync("doctor");
        await held.RollbackAsync();
        await waiting;

        answer.Output.ShouldContain("tests waiter");
        answer.Output.ShouldContain($"waits for a lock that session {holder.ProcessID} holds");
    }

    [Fact]
    public async Task A_role_that_lost_its_limits_is_told()
    {
        await using var admin = await _db.ConnectAsync();
        await admin.RunAsync($"ALTER ROLE {_db.App.Username} IN DATABASE {_db.App.Database} RESET ALL");

        var answer = await _db.RunAsync("doctor");

        answer.Output.ShouldContain($"warning: lock_timeout of {_db.App.Username}");
        (await _db.RunAsync("setup")).ShouldEnd(0);
        (await _db.RunAsync("doctor")).Output.ShouldNotContain("lock_timeout of");
    }

    private async Task<NpgsqlConnection> ConnectAsync(string application)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_db.Owner.ConnectionString)
            {
                ApplicationName = application,
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync();

        return connection;
    }
}
