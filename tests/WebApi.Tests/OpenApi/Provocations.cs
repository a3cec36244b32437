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

        switch (status)
        {
            case 201 when operation.Method == HttpMethod.Put:
                return await Stage.SendAsync(operation, caller, Stage.UnknownPathOf(operation));

            case < 300:
                return await stage.CallAsync(operation);

            case 304:
                return await stage.CallAsync(operation, ("If-None-Match", "*"));

            case 400:
                return await Stage.SendAsync(operation, caller, $"{path}?nonsense=1");

            case 401:
                return await Stage.SendAsync(operation, service.Nobody, path);

            case 403:
                var other = Scopes.All.First(scope => scope is not Scopes.Admin && !operation.Needs(scope));

                return await Stage.SendAsync(operation, await service.RegisterAsync(other), path);

            case 404
                when operation.Answers.Any(answer => answer.Status == 201)
                    && operation.Method == HttpMethod.Put:
                return await Stage.SendAsync(operation, caller, Stage.ImpossiblePathOf(operation));

            case 404:
                return await Stage.SendAsync(operation, caller, Stage.UnknownPathOf(operation));

            case 409 when operation.Method == HttpMethod.Post:
                return await Repetitions.WhileRunningAsync(operation, service, stage);

            case 409:
                return await Conflicts.ProvokeAsync(operation, service, stage);

            case 412:
                return await stage.CallAsync(operation, ("If-Match", "\"0\""));

            case 413:
                return await caller.SendAsync(
                    operation.Method,
                    path,
                    ApiClient.Content(new byte[TooLarge], operation.Takes!.Value.MediaType)
                );

            case 415:
                return await caller.SendAsync(
                    operation.Method,
                    path,
                    ApiClient.Content("<x/>", "application/xml")
                );

            case 422:
                return await Repetitions.WithAnotherBodyAsync(operation, stage);

            case 429:
                var limited = _limited.As(caller.UserId, caller.Secret);
                await limited.GetAsync(Paths.Me);

                return await Stage.SendAsync(operation, limited, path);

            case 503:
                return await Stage.SendAsync(operation, _cutOff.As(caller.UserId, caller.Secret), path);

            default:
                throw new NotSupportedException(
                    $"{operation} declares {status}, which nothing here provokes."
                );
        }
    }
}
