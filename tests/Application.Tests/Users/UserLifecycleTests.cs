using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Users;
using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.Rules;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Json;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Application.Tests.Users;

public sealed class UserLifecycleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task A_new_user_reads_back_as_answered()
    {
        var input = TestUsers.Input();

        var created = await CreateAsync(input);
        var read = await Services.SendAsync(new GetUser(TestUsers.Admin, created.Id));

        (read.Email, read.DisplayName, read.Version).ShouldBe(
            (input.Email, input.DisplayName, created.Version)
        );
        read.Preferences.GetRawText().ShouldBe("{}");
        (read.CreatedAt, read.UpdatedAt).ShouldBe((database.Clock.Now, database.Clock.Now));
    }

    [Fact]
    public async Task An_address_that_differs_by_case_alone_is_taken()
    {
        var input = TestUsers.Input();
        await CreateAsync(input);

        await Should.ThrowAsync<RuleBrokenException>(() =>
            CreateAsync(TestUsers.Input() with { Email = input.Email!.ToUpperInvariant() })
        );
    }

    [Fact]
    public async Task A_patch_to_an_address_that_is_taken_is_refused_and_changes_nothing()
    {
        var taken = await CreateAsync(TestUsers.Input());
        var user = await CreateAsync(TestUsers.Input());

        await Should.ThrowAsync<RuleBrokenException>(() =>
            PatchAsync(user.Id, $$"""{"email":"{{taken.Email}}","displayName":"Mallory"}""")
        );

        (await Services.SendAsync(new GetUser(TestUsers.Admin, user.Id))).DisplayName.ShouldBe(
            user.DisplayName
        );
    }

    [Fact]
    public async Task The_case_of_ones_own_address_may_change()
    {
        var user = await CreateAsync(TestUsers.Input());
        var shouted = user.Email.ToUpperInvariant();

        (await PatchAsync(user.Id, $$"""{"email":"{{shouted}}"}""")).Email.ShouldBe(shouted);
    }

    [Fact]
    public async Task Preferences_merge_member_by_member()
    {
        var user = await CreateAsync(TestUsers.Input());
        await PatchAsync(
            user.Id,
            """{"preferences":{"units":"metric","home":{"airport":"VIE","gate":"F"}}}"""
        );

        var patched = await PatchAsync(user.Id, """{"preferences":{"units":null,"home":{"gate":"G"}}}""");

        patched.Preferences.GetRawText().ShouldBe("""{"home":{"airport":"VIE","gate":"G"}}""");
    }

    [Fact]
    public async Task Deleting_a_user_takes_trips_and_keys_along()
    {
        var caller = await Services.RegisterAsync();
        var other = await Services.RegisterAsync();
        await Services.PlanAsync(caller);
        var kept = await Services.PlanAsync(other);
        await Services.SendAsync(
            new IssueApiKey(
                caller,
                caller.UserId,
                new ApiKeyInput { Name = "laptop", Scopes = [Scopes.TripsRead] }
            )
        );

        await Services.SendAsync(new DeleteUser(caller, caller.UserId, Preconditions.None));

        await using var connection = await database.ConnectAsAppAsync();
        (await CountAsync("trips", caller)).ShouldBe(0);
        (await CountAsync("api_keys", caller)).ShouldBe(0);
        (await CountAsync("trips", other)).ShouldBe(1);
        await Should.ThrowAsync<CallerGoneException>(() =>
            Services.SendAsync(new GetUser(caller, caller.UserId))
        );
        kept.Id.ShouldNotBe(Guid.Empty);

        Task<long> CountAsync(string table, Caller owner) =>
            connection.AskAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", owner.UserId);
    }

    [Fact]
    public async Task A_trip_of_a_user_who_is_gone_is_refused_for_the_caller_is_nobody()
    {
        var caller = await Services.RegisterAsync();
        await Services.SendAsync(new DeleteUser(caller, caller.UserId, Preconditions.None));

        await Should.ThrowAsync<CallerGoneException>(() => Services.PlanAsync(caller));
    }

    private Task<UserView> CreateAsync(UserInput input) =>
        Services.SendAsync(new CreateUser(TestUsers.Admin, input));

    private async Task<UserView> PatchAsync(Guid id, string patch) =>
        await Services.SendAsync(
            new PatchUser(TestUsers.Admin, id, await JsonText.PatchAsync(patch), Preconditions.None)
        );
}
