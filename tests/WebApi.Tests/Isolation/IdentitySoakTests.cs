using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Faults;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>Many users share few connections under load, and none ever meets another.</summary>
[Collection(nameof(FaultTests))]
public sealed class IdentitySoakTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Users = 50;
    private const int Clients = 32;
    private const int Seed = 20_270_501;

    /// <summary>As many as the pooler has to the server, so that each of them is asked.</summary>
    private const int Connections = 20;

    private const string Application = "enterprise_app";

    private OwnPostgres _server = null!;
    private PgBouncer _bouncer = null!;

    private static int Requests => FaultTimes.AreFull ? 100_000 : 2000;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await OwnPostgres.CreateAsync();
        _bouncer = await PgBouncer.StartAsync(_server.Admin, PoolMode.Transaction, Connections);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _bouncer.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_user_meets_another_on_a_shared_connection_and_none_keeps_an_identity(bool pooled)
    {
        await using var installation = await Installation.OnAsync(
            _server,
            way => pooled ? _bouncer.Before(way.ConnectionString) : way,
            // Few enough that every connection serves many users; a busy machine is waited for.
            ("Database__MaxConnections", "16"),
            ("Database__RequestBudget", "60"),
            ("Database__ConnectTimeout", "50"),
            ("Database__CommandTimeout", "30")
        );
        await using var superuser = await installation.OpenAsSuperuserAsync();
        var travellers = await Travellers.CreateAsync(installation.Admin, Users);

        await travellers.AskAsync(Clients, Requests, Seed);

        travellers.Leaks.ShouldBeEmpty();
        await travellers.ShouldOwnTheirTripsAsync(superuser);
        await ShouldKeepNoIdentityAsync(installation, superuser, pooled);
    }

    private async Task ShouldKeepNoIdentityAsync(
        Installation installation,
        NpgsqlConnection superuser,
        bool pooled
    )
    {
        await using var way = NpgsqlDataSource.Create(WayOf(installation, pooled).ConnectionString);
        var used = await superuser.ListAsync<string>(
            $"SELECT pid::text FROM pg_stat_activity WHERE usename = '{Application}'"
        );
        var kept = await Identities.AskAsync(way, Connections);
        output.WriteLine($"pooled {pooled}: {used.Count} connections were used, {kept.Count} were asked");

        kept.Values.ShouldAllBe(identity => identity.Length == 0);

        if (pooled)
        {
            used.ShouldBeSubsetOf(kept.Keys);
            await ShouldFindOneThatIsKeptAsync(way);
        }
    }

    /// <summary>What is asked would tell: an identity of a session, not of a transaction, is found.</summary>
    private static async Task ShouldFindOneThatIsKeptAsync(NpgsqlDataSource way)
    {
        await using (var careless = await way.OpenConnectionAsync())
        {
            await careless.RunAsync("SELECT set_config('app.user_id', 'somebody', false)");
        }

        (await Identities.AskAsync(way, Connections)).Values.ShouldContain("somebody");
    }

    private NpgsqlConnectionStringBuilder WayOf(Installation installation, bool pooled)
    {
        var straight = new NpgsqlConnectionStringBuilder(installation.Owner)
        {
            Username = Application,
            Password = Installation.PasswordOf(_server, Application),
            Options = null,
            MaxPoolSize = Connections,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };

        return pooled
            ? new NpgsqlConnectionStringBuilder(_bouncer.Before(straight.ConnectionString).ConnectionString)
            {
                NoResetOnClose = true,
            }
            : straight;
    }
}
