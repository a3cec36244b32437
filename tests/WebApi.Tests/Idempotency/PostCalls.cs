using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Idempotency;

/// <summary>The calls that make something, each with a good body and another one.</summary>
internal static class PostCalls
{
    /// <summary>The names by which tests ask for them.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Func<RunningService, Task<PostCall>>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["trip"] = service => Task.FromResult(Trip(service.Alice)),
            ["batch"] = service =>
                Task.FromResult(
                    new PostCall(
                        service.Alice,
                        Paths.TripBatch,
                        $$"""{"items": [{{TripBody.Least}}]}""",
                        $$"""{"items": [{{TripBody.Least}}, {{TripBody.Least}}]}"""
                    )
                ),
            ["stop"] = async service => new PostCall(
                service.Alice,
                Paths.Stops((await service.Alice.PlanAsync()).Id),
                """{"day": 1, "title": "The tower"}""",
                """{"day": 2, "title": "The tower"}"""
            ),
            ["user"] = service =>
                Task.FromResult(new PostCall(service.Admin, Paths.Users, UserBody.With(), UserBody.With())),
            ["key"] = service => Task.FromResult(Key(service.Alice, Paths.Keys)),
            ["key of a user"] = service =>
                Task.FromResult(Key(service.Admin, Paths.KeysOf(service.Alice.UserId))),
            ["rotation"] = async service => new PostCall(
                service.Alice,
                Paths.Rotation((await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).Id),
                """{"overlapSeconds": 60}""",
                "{}"
            ),
        };

    public static Task<PostCall> PostCallAsync(this RunningService service, string name) =>
        All[name](service);

    public static PostCall Trip(ApiClient client) =>
        new(client, Paths.Trips, TripBody.With(), TripBody.Least);

    private static PostCall Key(ApiClient client, string path) =>
        new(client, path, KeyBody.With(), KeyBody.With(("name", "\"another\"")));
}

/// <summary>A call that makes something.</summary>
/// <param name="Client">Who may make it.</param>
/// <param name="Path">Where.</param>
/// <param name="Body">A good body.</param>
/// <param name="OtherBody">Another good body.</param>
internal sealed record PostCall(ApiClient Client, string Path, string Body, string OtherBody)
{
    /// <summary>Sends it with a key.</summary>
    public Task<Answer> SendAsync(string key) =>
        Client.PostAsync(Path, Body, (IdempotencyAssert.KeyField, key));

    /// <summary>Sends the other body with a key.</summary>
    public Task<Answer> SendOtherAsync(string key) =>
        Client.PostAsync(Path, OtherBody, (IdempotencyAssert.KeyField, key));
}
