using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Paging;
using Enterprise.Application.ProviderKeys;
using Enterprise.Application.Users;
using Enterprise.Domain.Rules;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Application.Tests.ProviderKeys;

public sealed class ProviderKeyLifecycleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Value = "sk-Zürich-🔑-0123456789";

    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task A_stored_value_is_given_to_who_uses_it()
    {
        var caller = await Services.RegisterAsync();

        var stored = await PutAsync(caller, "default");

        stored.IsNew.ShouldBeTrue();
        (stored.Key.LastFour, stored.Key.CreatedAt).ShouldBe(("6789", database.Clock.Now));
        (await UseAsync(caller, "default")).Text.ShouldBe(Value);
    }

    [Fact]
    public async Task Each_use_is_counted_with_its_time()
    {
        var caller = await Services.RegisterAsync();
        await PutAsync(caller, "default");
        await UseAsync(caller, "default");
        var second = database.Clock.Advance(TimeSpan.FromMinutes(1));

        await UseAsync(caller, "default");

        var key = (await ListAsync(caller)).ShouldHaveSingleItem();
        (key.UsageCount, key.LastUsedAt).ShouldBe((2, second));
    }

    [Fact]
    public async Task Uses_at_once_are_all_counted()
    {
        var caller = await Services.RegisterAsync();
        await PutAsync(caller, "default");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UseAsync(caller, "default")));

        (await ListAsync(caller)).ShouldHaveSingleItem().UsageCount.ShouldBe(20);
    }

    [Fact]
    public async Task Another_value_keeps_the_time_of_the_first_and_the_uses()
    {
        var caller = await Services.RegisterAsync();
        var first = await PutAsync(caller, "default");
        await UseAsync(caller, "default");
        var usedAt = database.Clock.Now;
        var end = database.Clock.Advance(TimeSpan.FromMinutes(1)).AddDays(1);

        var second = await PutAsync(caller, "default", "another-value", end);

        second.IsNew.ShouldBeFalse();
        (second.Key.LastFour, second.Key.ExpiresAt).ShouldBe(("alue", end));
        second.Key.CreatedAt.ShouldBe(first.Key.CreatedAt);
        (second.Key.UsageCount, second.Key.LastUsedAt).ShouldBe((1, usedAt));
        (await ListAsync(caller)).ShouldBe([second.Key]);
        (await UseAsync(caller, "default")).Text.ShouldBe("another-value");
    }

    [Fact]
    public async Task An_expired_key_is_refused_and_not_counted_until_a_new_value_is_stored()
    {
        var caller = await Services.RegisterAsync();
        await PutAsync(caller, "default", Value, database.Clock.Now.AddHours(1));
        await UseAsync(caller, "default");
        database.Clock.Advance(TimeSpan.FromHours(1));

        await Should.ThrowAsync<RuleBrokenException>(() => UseAsync(caller, "default"));

        (await ListAsync(caller)).ShouldHaveSingleItem().UsageCount.ShouldBe(1);
        await PutAsync(caller, "default", "another-value");
        (await UseAsync(caller, "default")).Text.ShouldBe("another-value");
    }

    [Fact]
    public async Task A_key_is_used_by_its_owner_alone()
    {
        var caller = await Services.RegisterAsync();
        await PutAsync(caller, "default");

        await Should.ThrowAsync<NotFoundException>(async () =>
            await UseAsync(await Services.RegisterAsync(), "default")
        );
        await Should.ThrowAsync<NotFoundException>(() => UseAsync(TestUsers.Admin, "default"));
        await Should.ThrowAsync<NotFoundException>(() => UseAsync(caller, "another"));
    }

    [Fact]
    public async Task A_value_that_is_copied_into_another_row_does_not_open_there()
    {
        var (owner, thief) = (await Services.RegisterAsync(), await Services.RegisterAsync());
        await PutAsync(owner, "default");
        await PutAsync(owner, "second");
        await PutAsync(thief, "default");
        await using var connection = await database.ConnectAsAppAsync();

        await connection.RunAsync(
            """
            UPDATE provider_keys SET sealed_value =
                (SELECT sealed_value FROM provider_keys WHERE user_id = $1 AND name = 'default')
            WHERE user_id = $2 OR (user_id = $1 AND name = 'second')
            """,
            owner.UserId,
            thief.UserId
        );

        await Should.ThrowAsync<RuleBrokenException>(() => UseAsync(thief, "default"));
        await Should.ThrowAsync<RuleBrokenException>(() => UseAsync(owner, "second"));
        (await UseAsync(owner, "default")).Text.ShouldBe(Value);
        (await ListAsync(thief)).ShouldHaveSingleItem().UsageCount.ShouldBe(0);
    }

    [Fact]
    public async Task Keys_go_with_their_user()
    {
        var caller = await Services.RegisterAsync();
        await PutAsync(caller, "default");

        await Services.SendAsync(new DeleteUser(TestUsers.Admin, caller.UserId, Preconditions.None));

        await using var connection = await database.ConnectAsAppAsync();
        (
            await connection.AskAsync<long>(
                "SELECT count(*) FROM provider_keys WHERE user_id = $1",
                caller.UserId
            )
        ).ShouldBe(0);
        await Should.ThrowAsync<CallerGoneException>(() => PutAsync(caller, "default"));
    }

    private Task<StoredProviderKey> PutAsync(
        Caller caller,
        string name,
        string value = Value,
        DateTimeOffset? expiresAt = null
    ) =>
        Services.SendAsync(
            new PutProviderKey(
                caller,
                "openai",
                name,
                new ProviderKeyInput { Value = value, ExpiresAt = expiresAt },
                Preconditions.None
            )
        );

    private Task<ProviderKeyValue> UseAsync(Caller caller, string name) =>
        Services.SendAsync(new UseProviderKey(caller, "openai", name));

    private async Task<IReadOnlyList<ProviderKeyView>> ListAsync(Caller caller) =>
        (await Services.SendAsync(new ListProviderKeys(caller, null, new PageRequest()))).Items;
}
