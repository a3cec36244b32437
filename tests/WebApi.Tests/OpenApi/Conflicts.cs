using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>The rules that changes can break, each by a call of its own.</summary>
internal static class Conflicts
{
    private const string Completed = """{"status": "completed"}""";

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

            case "patchMe"
            or "patchUser":
                return await caller.PatchAsync(path, $$"""{"email": "{{taken}}"}""");

            default:
                throw new NotSupportedException($"{operation} declares 409, which nothing here provokes.");
        }
    }
}
