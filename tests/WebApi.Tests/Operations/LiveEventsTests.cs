using System.Globalization;
using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Operations;

public sealed class LiveEventsTests : IAsyncLifetime
{
    private const int MostViewers = 8;

    private RunningService _service = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() =>
        _service = await RunningService.StartAsync([
            ("Diagnostics:ViewSeconds", "60"),
            ("Diagnostics:MaxViewers", $"{MostViewers}"),
            ("Diagnostics:SlowQueryMilliseconds", "1"),
        ]);

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Whoever_looks_sees_one_event_after_the_other()
    {
        await using var reader = await EventReader.OpenAsync(_service.Address);
        reader.Status.ShouldBe(200);

        var (first, second) = ((await reader.NextAsync())!, (await reader.NextAsync())!);

        first.Name.ShouldBe("now");
        NumberOf(second).ShouldBe(NumberOf(first) + 1);
        second
            .Json.GetProperty("at")
            .GetDateTime()
            .ShouldBeGreaterThan(first.Json.GetProperty("at").GetDateTime());
        second
            .Json.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe([
                "at",
                "version",
                "health",
                "pools",
                "requests",
                "attempts",
                "cache",
                "circuits",
                "replicas",
                "migrations",
                "statements",
                "slowest",
            ]);
    }

    [Fact]
    public async Task What_the_service_does_is_seen_in_the_events()
    {
        await using var reader = await EventReader.OpenAsync(_service.Address);
        await reader.NextAsync();

        (await _service.Alice.GetAsync(Paths.Trips)).ShouldBe(200);
        (await _service.Alice.GetAsync(Paths.Trip(Paths.UnknownId))).ShouldBeProblem(404);

        var seen = await reader.UntilAsync(view =>
            view.GetProperty("requests").GetProperty("refusedPerSecond")
                is { ValueKind: JsonValueKind.Number } refused
            && refused.GetDouble() > 0
        );
        seen.Json.GetProperty("requests").GetProperty("p99").GetDouble().ShouldBePositive();
        var read = seen
            .Json.GetProperty("pools")
            .EnumerateArray()
            .Single(pool => pool.GetProperty("name").ValueEquals("read"));
        read.GetProperty("limit").GetInt32().ShouldBePositive();
        seen.Json.GetProperty("statements")
            .EnumerateArray()
            .ShouldContain(one => one.GetProperty("pool").ValueEquals("read"));
        var healthy = await reader.UntilAsync(view =>
            view.GetProperty("health").GetProperty("status").ValueEquals("healthy")
        );
        healthy.Json.GetProperty("migrations").GetProperty("pending").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Who_comes_back_is_shown_what_they_have_missed()
    {
        var first = await FirstOfAsync(lastSeen: null);
        await using var other = await EventReader.OpenAsync(_service.Address);
        await other.UntilAsync(_ => true);
        await other.UntilAsync(_ => true);
        await other.UntilAsync(_ => true);

        NumberOf(await FirstOfAsync(first.Id)).ShouldBe(NumberOf(first) + 1);
        // What another run of the service has numbered says nothing here.
        NumberOf(await FirstOfAsync("0-999999")).ShouldBe(1);
        NumberOf(await FirstOfAsync("nonsense")).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_claims_to_know_of_migrations_before_the_database_has_answered()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(_service.Database.AppConnectionString) { Port = 1 };
        await using var host = new ServiceHost(
            nowhere.ConnectionString,
            clock: null,
            ("Diagnostics:ViewSeconds", "60")
        );
        host.CreateClient().Dispose();
        await using var reader = await EventReader.OpenAsync(host.Address);

        var seen = await reader.UntilAsync(view =>
            view.GetProperty("health").GetProperty("status").ValueEquals("unhealthy")
        );

        seen.Json.GetProperty("migrations").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Only_so_many_may_look_at_once()
    {
        var readers = new List<EventReader>();

        for (var viewer = 0; viewer < MostViewers; viewer++)
        {
            readers.Add(await EventReader.OpenAsync(_service.Address));
            readers[^1].Status.ShouldBe(200);
        }

        await using (var tooMany = await EventReader.OpenAsync(_service.Address))
        {
            tooMany.Status.ShouldBe(503);
            tooMany.RetryAfter.ShouldNotBeNull();
        }

        await readers[0].DisposeAsync();
        await UntilLetInAsync();

        foreach (var reader in readers.Skip(1))
        {
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task No_event_tells_a_secret_or_a_value()
    {
        const string Marker = "Marrakesh by night";
        await using var reader = await EventReader.OpenAsync(_service.Address);
        (await _service.Alice.PostAsync(Paths.Trips, TripBody.With(("title", $"\"{Marker}\"")))).ShouldBe(
            201
        );
        (await _service.Alice.GetAsync($"{Paths.Trips}?q=Marrakesh")).ShouldBe(200);
        var seen = await reader.UntilAsync(view => view.GetProperty("slowest").GetArrayLength() > 0);

        seen.Text.ShouldNotContain("Marrakesh");
        seen.Text.ShouldNotContain(_service.Alice.Secret);
        seen.Text.ShouldNotContain($"{_service.Alice.UserId}");
        seen.Text.ShouldNotContain(
            new NpgsqlConnectionStringBuilder(_service.Database.AppConnectionString).Password!
        );
    }

    [Fact]
    public async Task The_streams_end_when_the_service_stops()
    {
        var service = await RunningService.StartAsync([("Diagnostics:ViewSeconds", "3600")]);
        await using var reader = await EventReader.OpenAsync(service.Address);
        await reader.NextAsync();

        var stopping = service.DisposeAsync();

        while (await reader.NextAsync() is not null)
        {
            // What came before the end.
        }

        await stopping;
    }

    [Fact]
    public async Task Who_looks_while_the_database_is_down_need_not_show_a_key_that_nobody_could_check()
    {
        await using var cutOff = new ServiceHost(
            "Host=127.0.0.1;Port=9;Database=none;Username=none;Password=none",
            clock: null,
            ("Diagnostics:ViewSeconds", "1")
        );
        await UntilUnhealthyAsync(cutOff.Address);
        await using var reader = await EventReader.OpenAsync(cutOff.Address);

        for (var second = 0; second < 4; second++)
        {
            await reader.UntilAsync(view =>
                view.GetProperty("health").GetProperty("status").ValueEquals("unhealthy")
            );
        }
    }

    private static async Task UntilUnhealthyAsync(Uri address)
    {
        while (true)
        {
            await using var reader = await EventReader.OpenAsync(address);

            while (await reader.NextAsync() is { } seen)
            {
                if (seen.Json.GetProperty("health").GetProperty("status").ValueEquals("unhealthy"))
                {
                    return;
                }
            }
        }
    }

    private static long NumberOf(LiveEvent seen) =>
        long.Parse(seen.Id!.Split('-')[1], CultureInfo.InvariantCulture);

    private async Task<LiveEvent> FirstOfAsync(string? lastSeen)
    {
        await using var reader = await EventReader.OpenAsync(_service.Address, lastSeen);

        return (await reader.NextAsync())!;
    }

    private async Task UntilLetInAsync()
    {
        while (true)
        {
            await using var reader = await EventReader.OpenAsync(_service.Address);

            if (reader.Status == 200)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
