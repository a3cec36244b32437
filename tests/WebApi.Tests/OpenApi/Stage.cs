using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.SearchHistory;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>A user with one of everything, so that every operation of the document can be called and succeed.</summary>
internal sealed class Stage
{
    private const string ProviderKeys = "provider-keys";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private ApiClient _admin = null!;
    private ApiClient _user = null!;

    private Stage() { }

    /// <summary>Makes the user and what is theirs.</summary>
    public static async Task<Stage> SetAsync(RunningService service)
    {
        var user = await service.RegisterAsync();
        var trip = await user.PlanAsync();
        var stop = await user.PostAsync(Paths.Stops(trip.Id), """{"day": 1, "title": "Tram 28"}""");
        var key = await user.PostAsync(Paths.Keys, KeyBody.With());
        var provider = await user.PutAsync(
            "/api/v1/provider-keys/openai/default",
            """{"value": "sk-0123456789"}"""
        );
        provider.ShouldBe(201);
        var destination = DestinationBody.NewId();
        (await service.Admin.PutAsync(Paths.Destination(destination), DestinationBody.Soldeu)).ShouldBe(201);
        await using var everybodys = await service.Database.ConnectAsOwnerAsync();
        var search = await everybodys.AddSearchAsync(user.UserId);

        return new Stage
        {
            _admin = service.Admin,
            _user = user,
            _names =
            {
                ["trips"] = $"{trip.Id}",
                ["stops"] = $"{stop.ShouldBe(201).Id}",
                ["users"] = $"{user.UserId}",
                ["api-keys"] = $"{key.ShouldBe(201).Id}",
                [ProviderKeys] = "openai",
                ["{service}"] = "default",
                ["search-history"] = $"{search}",
                ["destinations"] = $"{destination}",
            },
        };
    }

    /// <summary>Who may call an operation.</summary>
    public ApiClient CallerOf(Operation operation) => IsForAdministrators(operation) ? _admin : _user;

    /// <summary>Whether an ordinary user is refused.</summary>
    public static bool IsForAdministrators(Operation operation) =>
        operation.Needs(Scopes.Admin) || operation.Needs(Scopes.DestinationsWrite);

    /// <summary>By this a proxy says that it passes on what comes from another machine.</summary>
    public static (string Name, string Value) Elsewhere => ("X-Forwarded-For", "203.0.113.7");

    /// <summary>The path of an operation on what is there.</summary>
    public string PathOf(Operation operation) => Fill(operation.Path, step => _names[step]);

    /// <summary>The path of an operation on what is not there.</summary>
    public static string UnknownPathOf(Operation operation) =>
        Fill(operation.Path, _ => $"{Paths.UnknownId}");

    /// <summary>The path of an operation on what is not there yet.</summary>
    public static string NewPathOf(Operation operation) =>
        Fill(operation.Path, _ => $"{DestinationBody.NewId()}");

    /// <summary>A call as the document's example shows it.</summary>
    public Task<Answer> CallAsync(Operation operation, params (string Name, string Value)[] headers) =>
        SendAsync(operation, CallerOf(operation), PathOf(operation), headers);

    /// <summary>A call with the body of the document's example.</summary>
    public static Task<Answer> SendAsync(
        Operation operation,
        ApiClient caller,
        string path,
        params (string Name, string Value)[] headers
    ) =>
        caller.SendAsync(
            operation.Method,
            path,
            operation.Takes is var (mediaType, example) ? ApiClient.Content(example, mediaType) : null,
            operation.IsForOperators ? [.. headers, Elsewhere] : headers
        );

    /// <summary>Each parameter of a path stands for one of what the step before it names.</summary>
    internal static string Fill(string path, Func<string, string> valueAfter)
    {
        var steps = path.Split('/');

        return string.Join(
            '/',
            steps.Select((step, at) => step.StartsWith('{') ? valueAfter(steps[at - 1]) : step)
        );
    }
}
