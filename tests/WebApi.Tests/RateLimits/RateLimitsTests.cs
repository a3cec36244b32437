using System.Globalization;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.RateLimits;

public sealed class RateLimitsTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Quota = 3;

    [Fact]
    public async Task Every_authenticated_answer_tells_the_policy_and_what_is_left_of_it()
    {
        var client = await service.RegisterAsync();

        var answers = new[]
        {
            (await client.GetAsync(Paths.Me)).ShouldBe(200),
            (await client.GetAsync(Paths.Users)).ShouldBe(403),
            (await client.GetAsync(Paths.Trip(Paths.UnknownId))).ShouldBe(404),
            (await client.PostAsync(Paths.Trips, "{}")).ShouldBe(400),
        };

        answers.ShouldAllBe(answer => answer.Header("RateLimit-Policy") == "\"default\";q=6000;w=60");
        answers.ShouldAllBe(answer => Remaining(answer) < 6000 && Remaining(answer) > 5900);
    }

    [Fact]
    public async Task Answers_to_nobody_tell_nothing_of_limits()
    {
        var answer = (await service.Nobody.GetAsync(Paths.Trips)).ShouldBe(401);

        answer.Header("RateLimit").ShouldBeNull();
        answer.Header("RateLimit-Policy").ShouldBeNull();
    }

    [Fact]
    public async Task A_key_above_its_budget_is_refused_until_time_gives_it_back_and_others_are_not()
    {
        var clock = new HeldClock();
        var limited = service.StartAnother(
            clock,
            connectionString: null,
            ("RateLimits:Quota", Quota.ToString(CultureInfo.InvariantCulture)),
            ("RateLimits:WindowSeconds", "60")
        );
        var alice = limited.As(service.Alice.UserId, service.Alice.Secret);
        var bob = limited.As(service.Bob.UserId, service.Bob.Secret);

        for (var left = Quota - 1; left >= 0; left--)
        {
            Remaining((await alice.GetAsync(Paths.Me)).ShouldBe(200)).ShouldBe(left);
        }

        var refused = (await alice.PostAsync(Paths.Trips, TripBody.Least)).ShouldBeProblem(429);
        refused.Header("Retry-After").ShouldBe("20");
        refused.Header("RateLimit").ShouldBe("\"default\";r=0;t=60");
        refused.Header("RateLimit-Policy").ShouldBe("\"default\";q=3;w=60");
        (await bob.GetAsync(Paths.Me)).ShouldBe(200);

        clock.Advance(TimeSpan.FromSeconds(20));
        (await alice.GetAsync(Paths.Me)).ShouldBe(200);
        (await alice.GetAsync(Paths.Me)).ShouldBe(429);
        (await service.Alice.GetAsync(Paths.TripCount)).ShouldBe(200).Text.ShouldBe("""{"count":0}""");
    }

    [Fact]
    public async Task Each_key_of_a_user_has_a_budget_of_its_own()
    {
        var other = await service.IssueAsync(service.Bob.UserId, "users:read");
        var limited = service.StartAnother(
            new HeldClock(),
            connectionString: null,
            ("RateLimits:Quota", Quota.ToString(CultureInfo.InvariantCulture))
        );
        var first = limited.As(service.Bob.UserId, service.Bob.Secret);

        for (var i = 0; i < Quota; i++)
        {
            (await first.GetAsync(Paths.Me)).ShouldBe(200);
        }

        (await first.GetAsync(Paths.Me)).ShouldBeProblem(429);
        var second = await limited.As(service.Bob.UserId, other.Secret).GetAsync(Paths.Me);
        Remaining(second.ShouldBe(200)).ShouldBe(Quota - 1);
    }

    private static int Remaining(Answer answer)
    {
        var field = answer.Header("RateLimit").ShouldNotBeNull();
        field.ShouldMatch("^\"default\";r=\\d+;t=\\d+$");

        return int.Parse(field.Split(';')[1][2..], CultureInfo.InvariantCulture);
    }
}
