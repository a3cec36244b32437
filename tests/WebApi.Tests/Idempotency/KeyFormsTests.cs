using Enterprise.WebApi.Tests.Hosting;
using static Enterprise.WebApi.Tests.Idempotency.IdempotencyAssert;

namespace Enterprise.WebApi.Tests.Idempotency;

public sealed class KeyFormsTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string> Legal =>
        ["a", "!", "~", "\"", new string('k', 255), $"\"{new string('q', 255)}\""];

    public static TheoryData<string> Illegal =>
        [
            "",
            "\"\"",
            "two words",
            "tab\tbed",
            "caf\u00e9",
            new string('k', 256),
            $"\"{new string('q', 256)}\"",
        ];

    [Theory]
    [MemberData(nameof(Legal))]
    public async Task A_key_of_visible_characters_is_taken(string key) =>
        (await PostCalls.Trip(service.Alice).SendAsync(key)).ShouldBeFirst();

    [Theory]
    [MemberData(nameof(Illegal))]
    public async Task Any_other_key_is_refused_by_name_and_nothing_is_made(string key)
    {
        var before = (await service.Bob.GetAsync(Paths.TripCount)).Text;

        (await PostCalls.Trip(service.Bob).SendAsync(key)).ShouldBeProblem(400, KeyField);

        (await service.Bob.GetAsync(Paths.TripCount)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task Two_keys_are_no_key() =>
        (
            await service.Bob.PostAsync(
                Paths.Trips,
                TripBody.Least,
                (KeyField, NewKey()),
                (KeyField, NewKey())
            )
        ).ShouldBeProblem(400, KeyField);

    [Fact]
    public async Task Who_may_not_act_is_told_so_before_their_key_is_looked_at()
    {
        var reader = await service.IssueAsync(service.Alice.UserId, "trips:read");

        (await PostCalls.Trip(service.Nobody).SendAsync("")).ShouldBeProblem(401);
        (await PostCalls.Trip(reader).SendAsync("")).ShouldBeProblem(403);
    }
}
