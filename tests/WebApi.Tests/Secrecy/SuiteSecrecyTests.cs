using System.Text;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Hosting;
using Enterprise.WebApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Secrecy;

/// <summary>What all hosts of all tests have logged at their most talkative tells no secret.</summary>
[Collection(nameof(AfterAllOthers))]
public sealed class SuiteSecrecyTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_log_of_any_test_tells_a_secret_that_any_test_has_made()
    {
        ServiceHost.Running.ShouldBe(0, "Another test is still at work.");
        await CallEverythingAsync();

        var secrets = SuiteSecrets.OfTheSuite;
        var (file, bytes) = SuiteLog.Read();
        output.WriteLine($"{secrets.Kinds.Count} secrets, {SuiteLog.Entries} entries, {bytes} bytes");

        foreach (
            var kind in (string[])["API key", "hash of an API key", "password", "master key", "derived key"]
        )
        {
            secrets.Kinds.Values.ShouldContain(kind);
        }

        new SecretSearch(secrets).In(file, bytes).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_that_is_logged_is_found()
    {
        var (secret, password) = (
            ApiKeySecret.Create(),
            Guid.CreateVersion7(TimeProvider.System.GetUtcNow())
        );
        var secrets = new SuiteSecrets();
        secrets.AddKeysIn(Encoding.UTF8.GetBytes($"{{\"secret\":\"{secret}\"}}"));
        secrets.AddConnection($"Host=nowhere;Password={password}");
        secrets.AddProviderKeyIn(Encoding.UTF8.GetBytes($"{{\"value\":\"sk-{password}\"}}"));
        string[] forms = [.. secrets.Kinds.Keys];
        forms.Length.ShouldBeInRange(7, 8);

        foreach (var form in forms)
        {
            await LogAsync($"before {form} after");
        }

        await LogAsync($"in lower case {forms.First(form => form.Length == 64).ToLowerInvariant()}");
        var (file, bytes) = SuiteLog.Read();
        var found = new SecretSearch(secrets).In(file, bytes);

        forms.ShouldAllBe(form => found.Any(line => line.Contains(form, StringComparison.Ordinal)));
        found.ShouldContain(line => line.Contains("in lower case", StringComparison.Ordinal));
    }

    /// <summary>By a host like those of all tests, through the logging that they are set up with.</summary>
    private static async Task LogAsync(string text)
    {
        await using var host = new ServiceHost("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        host.Services.GetRequiredService<ILoggerFactory>()
            .CreateLogger("control")
            .Log(LogLevel.Trace, default, text, exception: null, (state, _) => state);
    }

    /// <summary>Some traffic of its own: alone, this test has a log to look at, too.</summary>
    private static async Task CallEverythingAsync()
    {
        await using var service = new RunningService();
        await service.InitializeAsync();
        var key = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        var secret = key.Member("secret")!;
        var unknown = ApiKeySecret.Create();

        (await service.Nobody.GetAsync(Paths.Trips, ("X-API-Key", secret))).ShouldBe(200);
        (await service.Nobody.GetAsync(Paths.Trips, ("X-API-Key", unknown))).ShouldBe(401);
        (await service.Nobody.GetAsync(Paths.Trips, ("Authorization", $"Bearer {secret[..^1]}_"))).ShouldBe(
            401
        );
        (await service.Alice.PostAsync(Paths.Rotation(key.Id), "{}")).ShouldBe(201);
        var trip = await service.Alice.PlanAsync();
        (
            await service.Alice.PutAsync(Paths.Trip(trip.Id), TripBody.With(("status", "\"completed\"")))
        ).ShouldBe(409);
        (await service.Alice.DeleteAsync(Paths.Key(key.Id))).ShouldBe(204);

        SuiteLog.Entries.ShouldBeGreaterThan(100);
        SuiteSecrets.OfTheSuite.Kinds.Keys.ShouldContain(secret[ApiKeySecret.PrefixLength..]);
        SuiteSecrets.OfTheSuite.Kinds.Keys.ShouldContain(unknown[ApiKeySecret.PrefixLength..]);
        SuiteSecrets.OfTheSuite.Kinds.Keys.ShouldContain(TestServices.MasterKeyText.TrimEnd('='));
    }
}
