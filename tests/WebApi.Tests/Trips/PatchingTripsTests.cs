using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class PatchingTripsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Only_what_is_sent_changes()
    {
        var trip = await service.Alice.PlanAsync();
        var patched = await service.Alice.PatchAsync(Paths.Trip(trip.Id), """{"title": "Porto"}""");
        var read = await service.Alice.GetAsync(Paths.Trip(trip.Id));

        patched.ShouldBe(200).Member("title").ShouldBe("Porto");
        patched.Raw("budget").ShouldBe(trip.Raw("budget"));
        patched.Member("kind").ShouldBe("family");
        read.Text.ShouldBe(patched.Text);
        read.ETag.ShouldBe(patched.ETag);
        read.ETag.ShouldNotBe(trip.ETag);
    }

    [Theory]
    [InlineData("description", "null")]
    [InlineData("budget", "null")]
    [InlineData("travelers", "1")]
    [InlineData("kind", "\"leisure\"")]
    public async Task Null_removes_what_is_optional(string name, string left)
    {
        var path = Paths.Trip((await service.Alice.PlanAsync()).Id);

        (await service.Alice.PatchAsync(path, $$"""{"{{name}}": null}"""))
            .ShouldBe(200)
            .Raw(name)
            .ShouldBe(left);
        (await service.Alice.GetAsync(path)).Raw(name).ShouldBe(left);
    }

    [Theory]
    [InlineData("""{"title": null}""", "title")]
    [InlineData("""{"destination": null}""", "destination")]
    [InlineData("""{"startsOn": null}""", "startsOn")]
    [InlineData("""{"endsOn": null}""", "endsOn")]
    [InlineData("""{"endsOn": "2027-04-30"}""", "endsOn")]
    [InlineData("""{"startsOn": "2027-05-09"}""", "endsOn")]
    [InlineData("""{"travelers": 101}""", "travelers")]
    [InlineData("""{"travelers": {}}""", "travelers")]
    [InlineData("""{"kind": "Leisure"}""", "kind")]
    [InlineData("""{"budget": {"amount": null}}""", "budget.amount")]
    [InlineData("""{"budget": {"currency": null}}""", "budget.currency")]
    [InlineData("""{"budget": {"currency": "eur"}}""", "budget.currency")]
    [InlineData("""{"budget": {"amount": -1}}""", "budget.amount")]
    [InlineData("""{"budget": 5}""", "budget")]
    [InlineData("""{"budget": {"cents": null}}""", "budget.cents")]
    [InlineData("""{"budget": {"cents": 1}}""", "budget.cents")]
    [InlineData("""{"nonsense": 1}""", "nonsense")]
    [InlineData("""{"nonsense": null}""", "nonsense")]
    [InlineData("""{"id": null}""", "id")]
    [InlineData("""{"createdAt": null}""", "createdAt")]
    [InlineData("""{"updatedAt": "2027-05-01T00:00:00Z"}""", "updatedAt")]
    [InlineData("""{"userId": null}""", "userId")]
    [InlineData("""{"ownerId": null}""", "ownerId")]
    public async Task A_patch_that_leads_nowhere_good_is_refused_and_changes_nothing(
        string patch,
        string name
    )
    {
        var trip = await service.Alice.PlanAsync();

        (await service.Alice.PatchAsync(Paths.Trip(trip.Id), patch)).ShouldBeProblem(400, name);
        (await service.Alice.GetAsync(Paths.Trip(trip.Id))).Text.ShouldBe(trip.Text);
    }

    [Theory]
    [InlineData("""{"amount": 20}""", """{"amount":20.00,"currency":"EUR"}""")]
    [InlineData("""{"currency": "USD"}""", """{"amount":1500.00,"currency":"USD"}""")]
    [InlineData("{}", """{"amount":1500.00,"currency":"EUR"}""")]
    public async Task A_budget_is_merged(string patch, string merged)
    {
        var path = Paths.Trip((await service.Alice.PlanAsync()).Id);

        (await service.Alice.PatchAsync(path, $$"""{"budget": {{patch}}}"""))
            .ShouldBe(200)
            .Raw("budget")
            .ShouldBe(merged);
    }

    [Fact]
    public async Task A_budget_that_begins_with_a_patch_must_be_whole()
    {
        var path = Paths.Trip((await service.Alice.PlanAsync(("budget", "null"))).Id);

        (await service.Alice.PatchAsync(path, """{"budget": {"amount": 1}}""")).ShouldBeProblem(
            400,
            "budget.currency"
        );
    }

    [Fact]
    public async Task An_empty_patch_changes_nothing()
    {
        var trip = await service.Alice.PlanAsync();
        var patched = (await service.Alice.PatchAsync(Paths.Trip(trip.Id), "{}")).ShouldBe(200);

        patched.Text.ShouldBe(trip.Text);
        patched.ETag.ShouldBe(trip.ETag);
    }

    [Fact]
    public async Task A_trip_that_is_not_there_cannot_be_patched() =>
        (await service.Alice.PatchAsync(Paths.Trip(Paths.UnknownId), "{}")).ShouldBeProblem(404);
}
