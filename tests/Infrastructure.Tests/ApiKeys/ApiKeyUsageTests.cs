using Enterprise.Application.ApiKeys;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.ApiKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.ApiKeys;

public sealed class ApiKeyUsageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private DateTimeOffset Now => database.Clock.Now;

    [Fact]
    public async Task The_time_of_use_only_moves_forward_whichever_node_writes_last()
    {
        var key = await IssueAsync();
        await using var other = database.CreateServices();

        await StoreAsync(database.Services, key, Now);
        await StoreAsync(other, key, Now - TimeSpan.FromMinutes(1));
        (await LastUsedAsync(key)).ShouldBe(Now);

        await StoreAsync(other, key, Now + TimeSpan.FromMinutes(1));
        (await LastUsedAsync(key)).ShouldBe(Now + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Keys_that_are_used_while_others_are_taken_out_are_taken_the_next_time()
    {
        var usage = new ApiKeyUsage();
        var keys = Enumerable.Range(0, 200_000).Select(_ => Guid.CreateVersion7(Now)).ToArray();
        var taken = new List<Guid>();

        var noting = Task.Run(() => Array.ForEach(keys, key => usage.Note(key, Now)));

        while (!noting.IsCompleted)
        {
            taken.AddRange(usage.Take().Select(use => use.Key));
        }

        await noting;
        taken.AddRange(usage.Take().Select(use => use.Key));
        taken.Order().ShouldBe(keys.Order());
    }

    [Fact]
    public async Task Of_several_uses_the_last_is_stored_in_one_statement()
    {
        var (first, second) = (await IssueAsync(), await IssueAsync());
        var usage = database.Services.GetRequiredService<IApiKeyUsage>();
        usage.Note(first, Now);
        usage.Note(second, Now);
        usage.Note(first, Now + TimeSpan.FromSeconds(2));
        usage.Note(first, Now + TimeSpan.FromSeconds(1));

        await Writer(database.Services).StoreAsync(CancellationToken.None);

        (await LastUsedAsync(first)).ShouldBe(Now + TimeSpan.FromSeconds(2));
        (await LastUsedAsync(second)).ShouldBe(Now);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_kept_for_the_next_time_and_told_once()
    {
        var key = await IssueAsync();
        using var log = new LogCapture();
        await using var services = database.CreateServices(
            settings: null,
            parts => parts.AddSingleton<ILoggerFactory>(log)
        );
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync("ALTER TABLE api_keys RENAME TO hidden");
        await StoreAsync(services, key, Now);
        await Writer(services).StoreAsync(CancellationToken.None);
        await owner.RunAsync("ALTER TABLE hidden RENAME TO api_keys");

        await Writer(services).StoreAsync(CancellationToken.None);

        (await LastUsedAsync(key)).ShouldBe(Now);
        log.Lines.Count(line => line.StartsWith("Warning 1500 ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_noted_when_the_service_ends_is_stored()
    {
        var key = await IssueAsync();
        await using var services = database.CreateServices();
        var writer = Writer(services);
        await writer.StartAsync(CancellationToken.None);
        services.GetRequiredService<IApiKeyUsage>().Note(key, Now);

        await writer.StopAsync(CancellationToken.None);

        (await LastUsedAsync(key)).ShouldBe(Now);
    }

    private static Task StoreAsync(IServiceProvider services, Guid key, DateTimeOffset at)
    {
        services.GetRequiredService<IApiKeyUsage>().Note(key, at);

        return Writer(services).StoreAsync(CancellationToken.None);
    }

    private static ApiKeyUsageWriter Writer(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<ApiKeyUsageWriter>().Single();

    private async Task<DateTimeOffset> LastUsedAsync(Guid key)
    {
        await using var owner = await database.ConnectAsOwnerAsync();

        return new DateTimeOffset(
            await owner.AskAsync<DateTime>("SELECT last_used_at FROM api_keys WHERE id = $1", key)
        );
    }

    private async Task<Guid> IssueAsync()
    {
        var user = await database.Services.RegisterAsync();
        var input = new ApiKeyInput { Name = "laptop", Scopes = [Scopes.TripsRead] };

        return (await database.Services.SendAsync(new IssueApiKey(user, user.UserId, input))).Id;
    }
}
