using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Destinations;

public sealed class DestinationsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_new_one_is_201_with_its_place_and_tag_and_another_description_200()
    {
        var path = Paths.Destination(DestinationBody.NewId());

        var made = (await service.Admin.PutAsync(path, DestinationBody.Soldeu)).ShouldBe(201);
        var changed = await service.Admin.PutAsync(path, DestinationBody.Of("Graz", "A town.", "AT"));

        made.Header("Location").ShouldBe(path);
        made.Json.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["id", "name", "country", "description", "tags", "latitude", "longitude"]);
        (made.Member("name"), made.Raw("latitude"), made.Raw("tags")).ShouldBe(
            ("Soldeu", "42.5769", """["ski","mountains"]""")
        );
        changed.ShouldBe(200).ETag.ShouldNotBe(made.ETag);
        var read = (await service.Alice.GetAsync(path)).ShouldBe(200);
        (read.Member("name"), read.Raw("tags")).ShouldBe(("Graz", "[]"));
        (await service.Alice.GetAsync(path, ("If-None-Match", read.ETag))).ShouldBe(304);
    }

    [Fact]
    public async Task It_is_deleted_once()
    {
        var path = Paths.Destination(DestinationBody.NewId());
        (await service.Admin.PutAsync(path, DestinationBody.Soldeu)).ShouldBe(201);

        (await service.Admin.DeleteAsync(path)).ShouldBe(204);

        (await service.Admin.DeleteAsync(path)).ShouldBeProblem(404);
        (await service.Alice.GetAsync(path)).ShouldBeProblem(404);
        (await service.Alice.GetAsync($"{path}/similar")).ShouldBeProblem(404);
    }

    [Fact]
    public async Task Preconditions_are_held_to()
    {
        var path = Paths.Destination(DestinationBody.NewId());

        (await service.Admin.PutAsync(path, DestinationBody.Soldeu, ("If-Match", "*"))).ShouldBeProblem(412);
        var made = (
            await service.Admin.PutAsync(path, DestinationBody.Soldeu, ("If-None-Match", "*"))
        ).ShouldBe(201);
        (await service.Admin.PutAsync(path, DestinationBody.Soldeu, ("If-None-Match", "*"))).ShouldBeProblem(
            412
        );
        var changed = await service.Admin.PutAsync(
            path,
            DestinationBody.Of("Graz", "A town.", "AT"),
            ("If-Match", made.ETag)
        );
        changed.ShouldBe(200);
        (await service.Admin.DeleteAsync(path, ("If-Match", made.ETag))).ShouldBeProblem(412);
        (await service.Admin.DeleteAsync(path, ("If-Match", changed.ETag))).ShouldBe(204);
    }

    [Fact]
    public async Task An_ordinary_user_reads_and_does_not_write()
    {
        var path = Paths.Destination(DestinationBody.NewId());
        (await service.Admin.PutAsync(path, DestinationBody.Soldeu)).ShouldBe(201);

        (await service.Alice.GetAsync(path)).ShouldBe(200);
        (await service.Alice.PutAsync(path, DestinationBody.Soldeu)).ShouldBeProblem(403);
        (await service.Alice.DeleteAsync(path)).ShouldBeProblem(403);
    }

    [Theory]
    [InlineData("name", "null")]
    [InlineData("name", "\" \"")]
    [InlineData("country", "\"UK\"")]
    [InlineData("country", "\"pt\"")]
    [InlineData("country", "null")]
    [InlineData("description", "\"\"")]
    [InlineData("tags", "[\"Beach\"]")]
    [InlineData("tags", "[\"beach\", \"beach\"]")]
    [InlineData("tags", "[null]")]
    [InlineData("tags", "\"beach\"")]
    [InlineData("latitude", "90.1")]
    [InlineData("latitude", "-90.1")]
    [InlineData("latitude", "null")]
    [InlineData("latitude", "\"1\"")]
    [InlineData("latitude", "1e999")]
    [InlineData("longitude", "180.1")]
    [InlineData("longitude", "-180.1")]
    [InlineData("id", "\"01a1fdd0-76f5-7559-9079-f74ece461b2a\"")]
    [InlineData("embedding", "[]")]
    public async Task A_member_that_is_not_acceptable_is_named(string member, string value)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(DestinationBody.Soldeu)!.AsObject();
        body.Remove(member);
        var text = body.ToJsonString();

        (
            await service.Admin.PutAsync(
                Paths.Destination(DestinationBody.NewId()),
                $"{text[..^1]}, \"{member}\": {value}}}"
            )
        ).ShouldBeProblem(400, member);
    }

    [Theory]
    [InlineData("-90", "-180")]
    [InlineData("90", "180")]
    [InlineData("0", "0")]
    public async Task The_ends_of_the_earth_are_taken(string latitude, string longitude)
    {
        var body = DestinationBody
            .Of("End", "Of the earth.")
            .Replace("38.7", latitude, StringComparison.Ordinal)
            .Replace("-9.1", longitude, StringComparison.Ordinal);

        (await service.Admin.PutAsync(Paths.Destination(DestinationBody.NewId()), body)).ShouldBe(201);
    }

    [Fact]
    public async Task They_are_listed_in_parts_chosen_by_country_and_tag()
    {
        Guid[] ids = [DestinationBody.NewId(), DestinationBody.NewId(), DestinationBody.NewId()];

        foreach (var id in ids)
        {
            var body = DestinationBody.Of($"Place {id}", "In the list.", "NZ", "listed");
            (await service.Admin.PutAsync(Paths.Destination(id), body)).ShouldBe(201);
        }

        var first = await service.Alice.GetAsync($"{Paths.Destinations}?country=NZ&tag=listed&limit=2");
        var second = await service.Alice.GetAsync(first.Next().ShouldNotBeNull());

        first.Ids().Concat(second.Ids()).ShouldBe(ids.Order());
        second.Next().ShouldBeNull();
        (await service.Alice.GetAsync($"{Paths.Destinations}?country=FJ&tag=listed")).Ids().ShouldBeEmpty();
        (await service.Bob.GetAsync(first.Next()!)).ShouldBeProblem(400, "cursor");
        (await service.Alice.GetAsync($"{Paths.Destinations}?country=nz")).ShouldBeProblem(400, "country");
        (await service.Alice.GetAsync($"{Paths.Destinations}?tag=Ski")).ShouldBeProblem(400, "tag");
    }

    [Fact]
    public async Task The_lowest_id_there_can_be_is_in_the_list()
    {
        var body = DestinationBody.Of("Nowhere", "Before all others.", "NR");
        (await service.Admin.PutAsync(Paths.Destination(Guid.Empty), body)).ShouldBe(201);

        (await service.Alice.GetAsync($"{Paths.Destinations}?country=NR")).Ids().ShouldBe([Guid.Empty]);
    }

    [Fact]
    public async Task Popular_are_those_that_most_trips_of_everybody_lead_to()
    {
        var (few, many) = ("Popularia", "Trampolina");
        foreach (var name in (string[])[few, many])
        {
            var body = DestinationBody.Of(name, "Much loved.");
            (await service.Admin.PutAsync(Paths.Destination(DestinationBody.NewId()), body)).ShouldBe(201);
        }

        await service.Alice.PlanAsync(("destination", JsonText.Quote(few)));
        await service.Alice.PlanAsync(("destination", JsonText.Quote("trampolina")));
        await service.Bob.PlanAsync(("destination", JsonText.Quote("TRAMPOLINA")));

        var popular = (await service.Bob.GetAsync($"{Paths.PopularDestinations}?limit=2")).Items().ToArray();

        popular
            .Select(item => item.GetProperty("destination").GetProperty("name").GetString())
            .ShouldBe([many, few]);
        popular.Select(item => item.GetProperty("score").GetDouble()).ShouldBe([2, 1]);
        (await service.Bob.GetAsync(Paths.Trips)).Items().Count().ShouldBe(1);
        (await service.Bob.GetAsync($"{Paths.PopularDestinations}?limit=51")).ShouldBeProblem(400, "limit");
    }
}
