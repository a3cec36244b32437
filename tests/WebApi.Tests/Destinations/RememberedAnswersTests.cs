using System.Globalization;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Destinations;

/// <summary>Answers that the query cache gives.</summary>
public sealed class RememberedAnswersTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task They_say_how_old_they_are_and_how_long_they_hold()
    {
        var popular = (await service.Alice.GetAsync(Paths.PopularDestinations)).ShouldBe(200);

        popular.Header("Cache-Control").ShouldBe("private, max-age=60");
        int.Parse(popular.Header("Age")!, CultureInfo.InvariantCulture).ShouldBeInRange(0, 60);
    }

    [Fact]
    public async Task Who_changes_a_place_sees_that_at_once()
    {
        var path = Paths.Destination(DestinationBody.NewId());
        (await NamesAsync(service.Alice)).ShouldNotContain("Oulu");

        (await service.Admin.PutAsync(path, DestinationBody.Of("Oulu", "A town by the sea."))).ShouldBe(201);
        (await NamesAsync(service.Alice)).ShouldContain("Oulu");
        (await service.Admin.PutAsync(path, DestinationBody.Of("Uleåborg", "A town by the sea."))).ShouldBe(
            200
        );
        (await NamesAsync(service.Alice)).ShouldContain("Uleåborg");
        (await service.Admin.DeleteAsync(path)).ShouldBe(204);
        (await NamesAsync(service.Alice)).ShouldNotContain("Uleåborg");
    }

    [Fact]
    public async Task What_was_like_a_place_ends_with_it()
    {
        var (one, other) = (DestinationBody.NewId(), DestinationBody.NewId());
        await service.Admin.PutAsync(Paths.Destination(one), DestinationBody.Soldeu);
        await service.Admin.PutAsync(Paths.Destination(other), DestinationBody.Soldeu);
        (await service.Alice.GetAsync(Paths.SimilarTo(one))).Items().ShouldNotBeEmpty();

        (await service.Admin.DeleteAsync(Paths.Destination(one))).ShouldBe(204);

        (await service.Alice.GetAsync(Paths.SimilarTo(one))).ShouldBeProblem(404);
    }

    internal static async Task<string[]> NamesAsync(ApiClient client) =>
        [
            .. (await client.GetAsync($"{Paths.PopularDestinations}?limit=50"))
                .Items()
                .Select(item => item.GetProperty("destination").GetProperty("name").GetString()!),
        ];
}
