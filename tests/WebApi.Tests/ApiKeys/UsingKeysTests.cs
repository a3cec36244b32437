using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.ApiKeys;

/// <summary>When a key was last used is told, and costs no request its time.</summary>
public sealed class UsingKeysTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_used_key_tells_soon_when_that_was()
    {
        var key = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        key.Raw("lastUsedAt").ShouldBe("null");
        var client = service.Alice.As(service.Alice.UserId, key.Member("secret"));
        (await client.GetAsync(Paths.Trips)).ShouldBe(200);

        var used = await UntilUsedAsync(key.Id);

        used.Json.GetProperty("lastUsedAt")
            .GetDateTimeOffset()
            .ShouldBeGreaterThan(used.Json.GetProperty("createdAt").GetDateTimeOffset());
        used.ETag.ShouldNotBe(key.ETag);
    }

    [Fact]
    public async Task A_refused_secret_is_no_use()
    {
        var key = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        (await service.Alice.DeleteAsync(Paths.Key(key.Id))).ShouldBe(204);
        (await service.Alice.As(default, key.Member("secret")).GetAsync(Paths.Trips)).ShouldBe(401);

        // Whoever is used after it is stored with it or later.
        var other = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        (await service.Alice.As(default, other.Member("secret")).GetAsync(Paths.Trips)).ShouldBe(200);
        await UntilUsedAsync(other.Id);

        (await service.Alice.GetAsync(Paths.Key(key.Id))).Raw("lastUsedAt").ShouldBe("null");
    }

    [Fact]
    public async Task A_request_does_not_wait_for_its_key_to_be_written()
    {
        var key = (await service.Bob.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        await using var holder = await service.Database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("SELECT FROM api_keys WHERE id = $1 FOR UPDATE", key.Id);

        (await service.Bob.As(default, key.Member("secret")).GetAsync(Paths.Trips)).ShouldBe(200);

        await hold.RollbackAsync();
    }

    private async Task<Answer> UntilUsedAsync(Guid key)
    {
        using var patience = new CancellationTokenSource(Patience);

        while (true)
        {
            var answer = (await service.Alice.GetAsync(Paths.Key(key))).ShouldBe(200);

            if (answer.Member("lastUsedAt") is not null)
            {
                return answer;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
