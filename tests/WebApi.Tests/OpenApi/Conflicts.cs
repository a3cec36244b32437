using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>The rules that operations can break, each by a call of its own.</summary>
internal static class Conflicts
{
    private const string Completed = """{"status": "completed"}""";

    /// <summary>The operations whose 409 does not come of an <c>Idempotency-Key</c>.</summary>
    public static string[] Known { get; } =
    ["replaceTrip", "patchTrip", "createUser", "patchMe", "patchUser", "rotateApiKey"];

    public static async Task<Answer> ProvokeAsync(Operation operation, RunningService service, Stage stage)
    {
        var (caller, path) = (stage.CallerOf(operation), stage.PathOf(operation));
        var taken = (await service.Bob.GetAsync(Paths.Me)).Member("email");

        switch (operation.Id)
        {
            case "replaceTrip":
                return await caller.PutAsync(path, TripBody.With(("status", "\"completed\"")));

            case "patchTrip":
                return await caller.PatchAsync(path, Completed);

            case "createUser":
                return await caller.PostAsync(path, UserBody.With(("email", $"\"{taken}\"")));

            case "patchMe"
            or "patchUser":
                return await caller.PatchAsync(path, $$"""{"email": "{{taken}}"}""");

            case "rotateApiKey":
                (await caller.DeleteAsync(path.Replace("/rotate", "", StringComparison.Ordinal))).ShouldBe(
                    204
                );

                return await caller.PostAsync(path, "{}");

            default:
                throw new NotSupportedException($"{operation} declares 409, which nothing here provokes.");
        }
    }
}
