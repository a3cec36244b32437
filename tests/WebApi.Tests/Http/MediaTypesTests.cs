using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class MediaTypesTests(RunningService service) : IClassFixture<RunningService>
{
    private static string Stops => Paths.Stops(Paths.UnknownId);

    private static string Stop => Paths.Stop(Paths.UnknownId, Paths.UnknownId);

    private static string Rotation => Paths.Rotation(Paths.UnknownId);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/vnd.api+json")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task A_new_object_is_taken_as_JSON_alone(string? mediaType)
    {
        (await SendAsync(service.Alice, HttpMethod.Post, Paths.Trips, mediaType)).ShouldBeProblem(415);
        (
            await SendAsync(service.Alice, HttpMethod.Put, Paths.Trip(Paths.UnknownId), mediaType)
        ).ShouldBeProblem(415);
        (await SendAsync(service.Admin, HttpMethod.Post, Paths.Users, mediaType)).ShouldBeProblem(415);
        (await SendAsync(service.Alice, HttpMethod.Post, Paths.Keys, mediaType)).ShouldBeProblem(415);

        foreach (var path in (string[])[Paths.TripBatch, Stops, Rotation, Paths.KeysOf(Paths.UnknownId)])
        {
            (await SendAsync(service.Admin, HttpMethod.Post, path, mediaType)).ShouldBeProblem(415);
        }

        foreach (var path in (string[])[Stop, Paths.ProviderKey("openai", "default")])
        {
            (await SendAsync(service.Alice, HttpMethod.Put, path, mediaType)).ShouldBeProblem(415);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/merge-patch+json; charset=utf-16")]
    public async Task A_patch_of_another_kind_is_refused(string? mediaType)
    {
        var trip = await service.Alice.PlanAsync();

        (await SendAsync(service.Alice, HttpMethod.Patch, Paths.Trip(trip.Id), mediaType)).ShouldBeProblem(
            415
        );
        (await SendAsync(service.Alice, HttpMethod.Patch, Paths.Me, mediaType)).ShouldBeProblem(415);
    }

    [Theory]
    [InlineData("application/merge-patch+json")]
    [InlineData("Application/Merge-Patch+JSON")]
    [InlineData("application/merge-patch+json; charset=utf-8")]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    public async Task A_merge_patch_is_taken_under_both_names(string mediaType)
    {
        var trip = await service.Alice.PlanAsync();

        (await SendAsync(service.Alice, HttpMethod.Patch, Paths.Trip(trip.Id), mediaType))
            .ShouldBe(200)
            .Member("title")
            .ShouldBe("Porto");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json;charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task JSON_is_taken_in_UTF_8(string mediaType) =>
        (
            await service.Alice.SendAsync(
                HttpMethod.Post,
                Paths.Trips,
                ApiClient.Content(TripBody.With(), mediaType)
            )
        ).ShouldBe(201);

    private static Task<Answer> SendAsync(
        ApiClient client,
        HttpMethod method,
        string path,
        string? mediaType
    ) => client.SendAsync(method, path, ApiClient.Content("""{"title": "Porto"}""", mediaType));
}
