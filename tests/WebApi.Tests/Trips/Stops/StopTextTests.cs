using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips.Stops;

public sealed class StopTextTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly (string Name, string Json)[] Members = [("day", "1"), ("title", "\"Tram 28\"")];

    [Theory]
    [InlineData("title", 200)]
    [InlineData("location", 200)]
    [InlineData("category", 50)]
    [InlineData("notes", 4000)]
    public async Task Lengths_count_code_points(string name, int most)
    {
        var stops = Paths.Stops((await service.Alice.PlanAsync()).Id);

        foreach (var character in (string[])["a", "ø", "🌍"])
        {
            var longest = string.Concat(Enumerable.Repeat(character, most));
            var stop = await service.Alice.PostAsync(stops, With(name, $"\"{longest}\""));
            var read = await service.Alice.GetAsync(stop.ShouldBe(201).Header("Location")!);
            read.Member(name).ShouldBe(longest);

            var tooLong = With(name, $"\"{longest}{character}\"");
            (await service.Alice.PostAsync(stops, tooLong)).ShouldBeProblem(400, name);
            (await service.Alice.PutAsync($"{stops}/{stop.Id}", tooLong)).ShouldBeProblem(400, name);
        }
    }

    [Theory]
    [InlineData("title")]
    [InlineData("location")]
    [InlineData("category")]
    [InlineData("notes")]
    public async Task Text_that_cannot_be_stored_is_refused_by_name(string name)
    {
        var stops = Paths.Stops((await service.Alice.PlanAsync()).Id);
        var stop = await service.Alice.PostAsync(stops, With("title", "\"Tram 28\""));

        foreach (var text in (string[])["\\u0000", "a\\u0000b", "\\ud800", "\\udc00", "\\ud83dx"])
        {
            var body = With(name, $"\"{text}\"");
            (await service.Alice.PostAsync(stops, body)).ShouldBeProblem(400, name);
            (await service.Alice.PutAsync($"{stops}/{stop.Id}", body)).ShouldBeProblem(400, name);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\\t\\n")]
    [InlineData("\\u00a0\\u2003\\u3000")]
    public async Task A_blank_title_is_refused(string blank) =>
        (
            await service.Alice.PostAsync(
                Paths.Stops((await service.Alice.PlanAsync()).Id),
                With("title", $"\"{blank}\"")
            )
        ).ShouldBeProblem(400, "title");

    private static string With(string name, string json) => JsonText.Of(Members, (name, json));
}
