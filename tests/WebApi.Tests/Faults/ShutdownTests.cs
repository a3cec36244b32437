using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>The service begins with its connections open, and ends with none left.</summary>
[Collection(nameof(FaultTests))]
public sealed class ShutdownTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 8;
    private const int Min = 6;
    private const string Ours = """
        SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'enterprise-%'
        """;

    private Installation _installation = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() =>
        _installation = await Installation.CreateAsync(("Database__MinConnections", $"{Min}"));

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task Requests_under_way_are_answered_and_the_server_is_left_without_a_connection()
    {
        await using var load = new Load(_installation.User).Write(Clients).Read(Clients);
        await load.UntilAsync("write", 201, Clients);

        await _installation.Service.TerminateAsync();
        var exit = await _installation.Service.WaitAsync();
        await load.StopAsync();

        output.WriteLine(load.Summary());
        exit.ShouldBe(0);
        (await CountAsync()).ShouldBe(0);
        load.Replies.Where(reply => reply.Status != 0).ShouldAllBe(reply => reply.IsSuccess);
        await load.ShouldBeStoredAsync(_installation.Owner);
    }

    [Fact]
    public async Task The_connections_that_stay_open_are_open_before_the_first_request()
    {
        _installation.Log.ShouldContain("Opened 3 connections of the pool read");
        _installation.Log.ShouldContain("Opened 3 connections of the pool write");
        var opened = _installation.Log.IndexOf(
            "Opened 3 connections of the pool write",
            StringComparison.Ordinal
        );
        opened.ShouldBeLessThan(_installation.Log.IndexOf("Now listening on", StringComparison.Ordinal));
        (await CountAsync()).ShouldBeGreaterThanOrEqualTo(Min);
    }

    private async Task<long> CountAsync()
    {
        await using var admin = new NpgsqlConnection(_installation.Server.Admin.ConnectionString);
        await admin.OpenAsync();

        return await admin.AskAsync<long>(Ours);
    }
}
