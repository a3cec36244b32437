using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using static Enterprise.WebApi.Tests.Idempotency.IdempotencyAssert;

namespace Enterprise.WebApi.Tests.Idempotency;

/// <summary>A request that is sent again is answered again, and carried out once.</summary>
public sealed class IdempotencyKeysTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [MemberData(nameof(PostCalls.Names), MemberType = typeof(PostCalls))]
    public async Task The_same_request_is_carried_out_once_and_answered_alike(string name)
    {
        var call = await service.PostCallAsync(name);
        var key = NewKey();

        var first = (await call.SendAsync(key)).ShouldBeFirst();

        (await call.SendAsync(key)).ShouldReplay(first);
        (await call.SendAsync($"\"{key}\"")).ShouldReplay(first);
        (await CountAsync(key)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(PostCalls.Names), MemberType = typeof(PostCalls))]
    public async Task Another_body_under_the_same_key_is_refused(string name)
    {
        var call = await service.PostCallAsync(name);
        var key = NewKey();
        var first = (await call.SendAsync(key)).ShouldBeFirst();

        (await call.SendOtherAsync(key)).ShouldBeProblem(422);

        (await call.SendAsync(key)).ShouldReplay(first);
    }

    [Fact]
    public async Task A_key_counts_for_one_user_one_path_and_nobody_else()
    {
        var key = NewKey();
        var (alice, bob) = (PostCalls.Trip(service.Alice), PostCalls.Trip(service.Bob));
        (await alice.SendAsync(key)).ShouldBeFirst();

        (await bob.SendOtherAsync(key)).ShouldBeFirst();
        (await (await service.PostCallAsync("batch")).SendAsync(key)).ShouldBeFirst();
        (await (await service.PostCallAsync("stop")).SendAsync(key)).ShouldBeFirst();
    }

    [Fact]
    public async Task Another_key_of_the_same_user_gets_the_first_answer_too()
    {
        var key = NewKey();
        var first = (await PostCalls.Trip(service.Alice).SendAsync(key)).ShouldBeFirst();
        var other = await service.IssueAsync(service.Alice.UserId);

        (await PostCalls.Trip(other).SendAsync(key)).ShouldReplay(first);
    }

    [Fact]
    public async Task What_is_gone_by_now_is_still_answered_as_it_was()
    {
        var call = PostCalls.Trip(service.Alice);
        var key = NewKey();
        var first = (await call.SendAsync(key)).ShouldBeFirst();
        (await service.Alice.DeleteAsync(Paths.Trip(first.Id))).ShouldBe(204);

        (await call.SendAsync(key)).ShouldReplay(first);
    }

    [Fact]
    public async Task A_refused_request_is_not_kept()
    {
        var key = NewKey();
        var invalid = TripBody.With(("title", "\" \""));
        (await service.Alice.PostAsync(Paths.Trips, invalid, (KeyField, key))).ShouldBe(400);

        (await PostCalls.Trip(service.Alice).SendAsync(key)).ShouldBeFirst();
    }

    [Fact]
    public async Task What_broke_a_rule_of_the_data_is_not_kept_either()
    {
        var key = NewKey();
        var taken = await service.Admin.PostAsync(Paths.Users, UserBody.With());
        var email = ("email", $"\"{taken.Member("email")}\"");
        var body = UserBody.With(email);
        (await service.Admin.PostAsync(Paths.Users, body, (KeyField, key))).ShouldBeProblem(409);
        (await service.Admin.DeleteAsync(Paths.User(taken.Id))).ShouldBe(204);

        (await service.Admin.PostAsync(Paths.Users, body, (KeyField, key))).ShouldBeFirst();
    }

    [Fact]
    public async Task A_reading_request_takes_no_notice_of_a_key()
    {
        var key = (KeyField, NewKey());

        (await service.Alice.GetAsync(Paths.Me, key)).ShouldBe(200);
        (await service.Alice.GetAsync(Paths.Trips, key)).ShouldBe(200);
    }

    private async Task<long> CountAsync(string key)
    {
        await using var owner = await service.Database.ConnectAsOwnerAsync();

        return await owner.AskAsync<long>("SELECT count(*) FROM idempotency_records WHERE key = $1", key);
    }
}
