using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class TripTextTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, int> Lengths =>
        new()
        {
            { "title", 200 },
            { "destination", 200 },
            { "description", 4000 },
        };

    public static TheoryData<string, string> Unstorable
    {
        get
        {
            var cases = new TheoryData<string, string>();

            foreach (var name in (string[])["title", "destination", "description"])
            {
                foreach (var text in (string[])["\\u0000", "a\\u0000b", "\\ud800", "\\udc00", "\\ud83dx"])
                {
                    cases.Add(name, $"\"{text}\"");
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Lengths_count_code_points(string name, int most)
    {
        foreach (var character in (string[])["a", "ø", "あ", "🌍"])
        {
            var longest = string.Concat(Enumerable.Repeat(character, most));
            var made = await service.Alice.PlanAsync((name, $"\"{longest}\""));
            (await service.Alice.GetAsync(Paths.Trip(made.Id))).Member(name).ShouldBe(longest);

            var tooLong = TripBody.With((name, $"\"{longest}{character}\""));
            (await service.Alice.PostAsync(Paths.Trips, tooLong)).ShouldBeProblem(400, name);
        }
    }

    [Theory]
    [MemberData(nameof(Unstorable))]
    public async Task Text_that_cannot_be_stored_is_refused_by_name(string name, string json)
    {
        var trip = await service.Alice.PlanAsync();

        (await service.Alice.PostAsync(Paths.Trips, TripBody.With((name, json)))).ShouldBeProblem(400, name);
        (await service.Alice.PutAsync(Paths.Trip(trip.Id), TripBody.With((name, json)))).ShouldBeProblem(
            400,
            name
        );
        (await service.Alice.PatchAsync(Paths.Trip(trip.Id), $$"""{"{{name}}": {{json}}}""")).ShouldBeProblem(
            400,
            name
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\\t\\n")]
    [InlineData("\\u00a0")]
    [InlineData("\\u2003\\u3000")]
    public async Task A_blank_title_or_destination_is_refused(string blank)
    {
        foreach (var name in (string[])["title", "destination"])
        {
            (
                await service.Alice.PostAsync(Paths.Trips, TripBody.With((name, $"\"{blank}\"")))
            ).ShouldBeProblem(400, name);
        }
    }

    [Theory]
    [InlineData("\\\"quoted\\\" \\\\ and \\/ slashed")]
    [InlineData("'; DROP TABLE trips; --")]
    [InlineData("line\\nbreak\\u0001\\u001f\\u007f\\u0085")]
    [InlineData("\\ud83c\\udf0d \\uffff \\ufeff")]
    [InlineData("e\\u0301 is not é")]
    public async Task Any_other_text_comes_back_as_it_was(string json)
    {
        var text = System.Text.Json.JsonElement.Parse($"\"{json}\"").GetString();
        var made = await service.Alice.PlanAsync(("title", $"\"{json}\""));

        (await service.Alice.GetAsync(Paths.Trip(made.Id))).Member("title").ShouldBe(text);
    }
}
