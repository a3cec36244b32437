using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>How each status that the document declares is brought about, for any operation.</summary>
internal sealed class Provocations(RunningService service)
{
    private const int TooLarge = (1024 * 1024) + 1;

    private readonly ApiClient _limited = service.StartAnother(
        new HeldClock(),
        connectionString: null,
        ("RateLimits:Quota", "1")
    );

    private readonly ApiClient _cutOff = service.StartAnother(
        clock: null,
        "Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Password=none"
    );

    /// <summary>An answer of the operation that should have this status.</summary>
    public async Task<Answer> ProvokeAsync(Operation operation, int status)
    {
        var stage = await Stage.SetAsync(service);
        var (caller, path) = (stage.CallerOf(operation), stage.PathOf(operation));
        var isPut = operation.Method == HttpMethod.Put;
        var isPost = operation.Method == HttpMethod.Post;

        return await (
            status switch
            {
                201 when isPut => Stage.SendAsync(operation, caller, Stage.NewPathOf(operation)),
                < 300 => stage.CallAsync(operation),
                304 => stage.CallAsync(operation, ("If-None-Match", "*")),
                400 => Stage.SendAsync(operation, caller, $"{path}?nonsense=1"),
                401 => Stage.SendAsync(operation, service.Nobody, path),
                403 => WithoutScopeAsync(operation, path),
                404 => Stage.SendAsync(operation, caller, Stage.UnknownPathOf(operation)),
                409 when isPost => Repetitions.WhileRunningAsync(operation, service, stage),
                409 => Conflicts.ProvokeAsync(operation, service, stage),
                412 => stage.CallAsync(operation, ("If-Match", "\"0\"")),
                413 => caller.SendAsync(
                    operation.Method,
                    path,
                    ApiClient.Content(new byte[TooLarge], operation.Takes!.Value.MediaType)
                ),
                415 => caller.SendAsync(operation.Method, path, ApiClient.Content("<x/>", "application/xml")),
                422 => Repetitions.WithAnotherBodyAsync(operation, stage),
                429 => WithoutBudgetAsync(operation, caller, path),
                503 => Stage.SendAsync(operation, _cutOff.As(caller.UserId, caller.Secret), path),
                _ => throw new NotSupportedException(
                    $"{operation} declares {status}, which nothing here provokes."
                ),
            }
        );
    }

    private async Task<Answer> WithoutScopeAsync(Operation operation, string path)
    {
        var other = Scopes.All.First(scope => scope is not Scopes.Admin && !operation.Needs(scope));

        return await Stage.SendAsync(operation, await service.RegisterAsync(other), path);
    }

    private async Task<Answer> WithoutBudgetAsync(Operation operation, ApiClient caller, string path)
    {
        var limited = _limited.As(caller.UserId, caller.Secret);
        await limited.GetAsync(Paths.Me);

        return await Stage.SendAsync(operation, limited, path);
    }
}
