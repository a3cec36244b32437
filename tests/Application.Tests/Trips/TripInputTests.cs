using Enterprise.Application.Json;
using Enterprise.Application.Trips;
using Enterprise.Application.Validation;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Json;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Application.Tests.Trips;

/// <summary>What is taken as a trip and what is not, each refusal with the member's name.</summary>
public sealed class TripInputTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Least = """
        "title":"Lisbon","destination":"Lisbon","startsOn":"2027-05-01","endsOn":"2027-05-08"
        """;

    [Theory]
    [InlineData("""{"destination":"Lisbon","startsOn":"2027-05-01","endsOn":"2027-05-08"}""", "title")]
    [InlineData("""{"title":"Lisbon","startsOn":"2027-05-01","endsOn":"2027-05-08"}""", "destination")]
    [InlineData("""{"title":"Lisbon","destination":"Lisbon","endsOn":"2027-05-08"}""", "startsOn")]
    [InlineData("""{"title":"Lisbon","destination":"Lisbon","startsOn":"2027-05-01"}""", "endsOn")]
    [InlineData("{}", "title", "destination", "startsOn", "endsOn")]
    public Task A_member_that_is_missing_is_named(string json, params string[] members) =>
        RefusesAsync(json, members);

    [Theory]
    [InlineData("\"title\":\" \\t\\n\"", "title")]
    [InlineData("\"title\":\"\"", "title")]
    [InlineData("\"title\":\"\\u0000\"", "title")]
    [InlineData("\"title\":\"a\\u0000b\"", "title")]
    [InlineData("\"title\":\"\\ud83d\"", "title")]
    [InlineData("\"description\":\"\\ude00\"", "description")]
    [InlineData("\"title\":7", "title")]
    [InlineData("\"title\":null", "title")]
    [InlineData("\"startsOn\":\"2027-02-29\"", "startsOn")]
    [InlineData("\"startsOn\":\"2027-05-01T00:00:00Z\"", "startsOn")]
    [InlineData("\"endsOn\":\"2027-04-30\"", "endsOn")]
    [InlineData("\"endsOn\":\"2029-05-01\"", "endsOn")]
    [InlineData("\"travelers\":0", "travelers")]
    [InlineData("\"travelers\":101", "travelers")]
    [InlineData("\"travelers\":1.5", "travelers")]
    [InlineData("\"travelers\":\"2\"", "travelers")]
    [InlineData("\"travelers\":99999999999999", "travelers")]
    [InlineData("\"kind\":\"Leisure\"", "kind")]
    [InlineData("\"kind\":0", "kind")]
    [InlineData("\"status\":\"planning\"", "status")]
    [InlineData("\"status\":\"flying\"", "status")]
    [InlineData("\"budget\":12", "budget")]
    [InlineData("\"budget\":{}", "budget.amount", "budget.currency")]
    [InlineData("\"budget\":{\"amount\":-1,\"currency\":\"EUR\"}", "budget.amount")]
    [InlineData("\"budget\":{\"amount\":1.005,\"currency\":\"EUR\"}", "budget.amount")]
    [InlineData("\"budget\":{\"amount\":10000000000,\"currency\":\"EUR\"}", "budget.amount")]
    [InlineData("\"budget\":{\"amount\":1e-40,\"currency\":\"EUR\"}", "budget.amount")]
    [InlineData("\"budget\":{\"amount\":\"1\",\"currency\":\"EUR\"}", "budget.amount")]
    [InlineData("\"budget\":{\"amount\":1,\"currency\":\"eur\"}", "budget.currency")]
    [InlineData("\"budget\":{\"amount\":1,\"currency\":\"BGN\"}", "budget.currency")]
    public Task A_value_that_is_not_acceptable_is_named(string member, params string[] names) =>
        RefusesAsync($"{{{Without(member)},{member}}}", names);

    [Theory]
    [InlineData("\"id\":\"01890000-0000-7000-8000-000000000000\"", "id")]
    [InlineData("\"createdAt\":\"2027-01-01T00:00:00Z\"", "createdAt")]
    [InlineData("\"updatedAt\":null", "updatedAt")]
    [InlineData("\"userId\":1", "userId")]
    [InlineData("\"Title\":\"Lisbon\"", "Title")]
    [InlineData("\"x\":1,\"y\":2", "x", "y")]
    [InlineData("\"budget\":{\"amount\":1,\"currency\":\"EUR\",\"rate\":2}", "budget.rate")]
    public Task A_member_that_is_not_known_is_named(string member, params string[] names) =>
        RefusesAsync($"{{{Least},{member}}}", names);

    [Fact]
    public Task A_member_that_stands_twice_is_refused() =>
        Should.ThrowAsync<InvalidInputException>(() => CreateAsync($"{{{Least},\"title\":\"Porto\"}}"));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public Task What_is_no_JSON_object_is_refused_as_a_whole(string json) => RefusesAsync(json, "$");

    [Theory]
    [InlineData("{")]
    [InlineData("{\"title\":")]
    [InlineData("{\"title\":\"Lisbon")]
    [InlineData("{\"title\":\"Lisbon\"}}")]
    public Task What_breaks_off_or_goes_on_too_long_is_refused(string json) =>
        Should.ThrowAsync<InvalidInputException>(() => CreateAsync(json));

    [Theory]
    [InlineData("title", 200)]
    [InlineData("destination", 200)]
    [InlineData("description", 4000)]
    public async Task Lengths_count_code_points_not_UTF_16_units(string member, int longest)
    {
        var others = Without($"\"{member}\":");
        var text = string.Concat(Enumerable.Repeat("🧭", longest));

        await Should.NotThrowAsync(() => CreateAsync($$"""{{{others}},"{{member}}":"{{text}}"}"""));
        await RefusesAsync($$"""{{{others}},"{{member}}":"{{text}}x"}""", member);
    }

    /// <summary>The least members of a trip but for the one that is given anew.</summary>
    private static string Without(string member) =>
        string.Join(
            ',',
            Least
                .Trim()
                .Split(',')
                .Where(part => !member.StartsWith(part.Split(':')[0], StringComparison.Ordinal))
        );

    private async Task RefusesAsync(string json, params string[] members)
    {
        var refusal = await Should.ThrowAsync<InvalidInputException>(() => CreateAsync(json), json);

        refusal.Errors.Keys.ShouldBe(members, ignoreOrder: true);
        refusal.Errors.Values.ShouldAllBe(messages => messages.Length > 0);
    }

    private async Task CreateAsync(string json)
    {
        var caller = await database.Services.RegisterAsync();
        var input = await JsonText.ReadAsync(json, ApplicationJson.Contract.TripInput);

        await database.Services.SendAsync(new CreateTrip(caller, input));
    }
}
