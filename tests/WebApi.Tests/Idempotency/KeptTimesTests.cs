using Enterprise.WebApi.Tests.Hosting;
using static Enterprise.WebApi.Tests.Idempotency.IdempotencyAssert;

namespace Enterprise.WebApi.Tests.Idempotency;

/// <summary>For how long answers, and the secrets in them, are kept.</summary>
public sealed class KeptTimesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_then_the_request_is_a_new_one()
    {
        var key = NewKey();
        var first = (await PostCalls.Trip(service.Alice).SendAsync(key)).ShouldBeFirst();

        (await PostCalls.Trip(Later(TimeSpan.FromHours(23.9))).SendAsync(key)).ShouldReplay(first);

        var tomorrow = PostCalls.Trip(Later(TimeSpan.FromHours(24.1)));
        var second = (await tomorrow.SendOtherAsync(key)).ShouldBeFirst();
        second.Id.ShouldNotBe(first.Id);
        (await tomorrow.SendOtherAsync(key)).ShouldReplay(second);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("rotation")]
    public async Task A_secret_is_told_again_for_ten_minutes_and_then_left_out(string name)
    {
        var call = await service.PostCallAsync(name);
        var key = NewKey();
        var first = (await call.SendAsync(key)).ShouldBeFirst();
        first.Member("secret").ShouldNotBeNull();

        (await (call with { Client = Later(TimeSpan.FromMinutes(9.9)) }).SendAsync(key)).ShouldReplay(first);

        var late = await (call with { Client = Later(TimeSpan.FromMinutes(10.1)) }).SendAsync(key);
        late.ShouldReplayAllBut(first);
        late.Json.TryGetProperty("secret", out _).ShouldBeFalse();
        late.Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task A_secret_is_told_again_only_to_the_key_that_made_it()
    {
        var call = await service.PostCallAsync("key");
        var key = NewKey();
        var first = (await call.SendAsync(key)).ShouldBeFirst();
        var other = await service.IssueAsync(service.Alice.UserId);

        var told = await (call with { Client = other }).SendAsync(key);

        told.ShouldReplayAllBut(first);
        told.Json.TryGetProperty("secret", out _).ShouldBeFalse();
    }

    private ApiClient Later(TimeSpan time) =>
        service.StartAnother(new ShiftedClock(time)).As(service.Alice.UserId, service.Alice.Secret);
}
