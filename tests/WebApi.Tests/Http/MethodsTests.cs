using Enterprise.WebApi.Tests.Authentication;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class MethodsTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, string> Allowed =>
        new()
        {
            { Paths.Trips, "GET, HEAD, POST" },
            { Paths.TripBatch, "POST" },
            { Paths.TripCount, "GET, HEAD" },
            { Paths.Trip(Paths.UnknownId), "DELETE, GET, HEAD, PATCH, PUT" },
            { Paths.Stops(Paths.UnknownId), "GET, HEAD, POST" },
            { Paths.Stop(Paths.UnknownId, Paths.UnknownId), "DELETE, GET, HEAD, PUT" },
            { Paths.Users, "GET, HEAD, POST" },
            { Paths.Me, "DELETE, GET, HEAD, PATCH" },
            { Paths.User(Paths.UnknownId), "DELETE, GET, HEAD, PATCH" },
            { Paths.Keys, "GET, HEAD, POST" },
            { Paths.Key(Paths.UnknownId), "DELETE, GET, HEAD" },
            { Paths.Rotation(Paths.UnknownId), "POST" },
            { Paths.KeysOf(Paths.UnknownId), "POST" },
            { Paths.ProviderKeys, "GET, HEAD" },
            { Paths.ProviderKey($"{Paths.UnknownId}", $"{Paths.UnknownId}"), "DELETE, PUT" },
            { Paths.Destinations, "GET, HEAD" },
            { Paths.PopularDestinations, "GET, HEAD" },
            { Paths.DestinationSearch, "POST" },
            { Paths.Destination(Paths.UnknownId), "DELETE, GET, HEAD, PUT" },
            { Paths.SimilarTo(Paths.UnknownId), "GET, HEAD" },
            { Paths.SearchHistory, "DELETE, GET, HEAD" },
            { Paths.Search(Paths.UnknownId), "DELETE" },
            { Paths.Audit, "GET, HEAD" },
            { Paths.Live, "GET, HEAD" },
            { Paths.Ready, "GET, HEAD" },
            { Paths.Health, "GET, HEAD" },
            { Paths.Metrics, "GET, HEAD" },
            { Paths.Ops, "GET, HEAD" },
            { Paths.OpsEvents, "GET, HEAD" },
            { Paths.OpenApi, "GET, HEAD" },
        };

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task A_wrong_method_is_told_the_right_ones(string path, string allowed)
    {
        string[] known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
        var right = allowed.Split(", ");

        foreach (var method in known.Except(right).Except(["HEAD"]))
        {
            var answer = await service.Alice.SendAsync(new HttpMethod(method), path, content: null);

            answer.ShouldBeProblem(405);
            answer
                .Header("Allow")
                .ShouldNotBeNull()
                .Split(", ")
                .Order()
                .ShouldBe(right, ignoreOrder: true, customMessage: method);
        }
    }

    [Fact]
    public void Every_call_of_the_contract_is_among_the_right_methods() =>
        ContractCalls
            .WithScopes.Select(call => $"{call[0]} {call[1]}")
            .ShouldBeSubsetOf(
                Allowed.SelectMany(path => $"{path[1]}".Split(", ").Select(method => $"{method} {path[0]}"))
            );

    [Fact]
    public async Task Every_GET_answers_HEAD_with_the_same_fields_and_no_body()
    {
        var trip = await service.Alice.PlanAsync();
        await service.Alice.PlanAsync();
        var key = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);

        await MustAgreeAsync(service.Alice, Paths.Trips);
        await MustAgreeAsync(service.Alice, $"{Paths.Trips}?limit=1");
        await MustAgreeAsync(service.Alice, Paths.TripCount);
        await MustAgreeAsync(service.Alice, Paths.Trip(trip.Id));
        await MustAgreeAsync(service.Alice, Paths.Trip(trip.Id), ("If-None-Match", trip.ETag));
        var stop = await service.Alice.PostAsync(Paths.Stops(trip.Id), """{"day": 1, "title": "a"}""");
        await MustAgreeAsync(service.Alice, Paths.Stops(trip.Id));
        await MustAgreeAsync(service.Alice, Paths.Stop(trip.Id, stop.ShouldBe(201).Id));
        await MustAgreeAsync(service.Alice, Paths.ProviderKeys);
        await MustAgreeAsync(service.Alice, Paths.SearchHistory);
        await MustAgreeAsync(service.Alice, Paths.Audit);
        await MustAgreeAsync(service.Admin, Paths.Users);
        await MustAgreeAsync(service.Admin, Paths.User(service.Alice.UserId));
        await MustAgreeAsync(service.Alice, Paths.Me);
        await MustAgreeAsync(service.Alice, Paths.Keys);
        await MustAgreeAsync(service.Alice, Paths.Key(key.Id));
        await MustAgreeAsync(service.Nobody, Paths.Live);
        await MustAgreeAsync(service.Nobody, Paths.Ready);
        await MustAgreeAsync(service.Nobody, Paths.OpenApi);
        await MustAgreeAsync(service.Nobody, Paths.Ops);
        await MustAgreeAsync(service.Nobody, Paths.OpsEvents);
        (await service.Nobody.HeadAsync(Paths.Docs)).ShouldBe(200).Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_HEAD_has_the_fields_of_a_refused_GET()
    {
        await MustAgreeAsync(service.Nobody, Paths.Trips);
        await MustAgreeAsync(service.Alice, Paths.Users);
        await MustAgreeAsync(service.Alice, Paths.Trip(Paths.UnknownId));
        await MustAgreeAsync(service.Alice, Paths.Stops(Paths.UnknownId));
        await MustAgreeAsync(service.Alice, $"{Paths.Trips}?limit=0");
        await MustAgreeAsync(service.Alice, "/api/v1/nothing");
    }

    private static async Task MustAgreeAsync(ApiClient client, string path, params (string, string)[] headers)
    {
        var get = await client.GetAsync(path, headers);
        var head = await client.HeadAsync(path, headers);

        head.Status.ShouldBe(get.Status, path);
        head.Body.ShouldBeEmpty(path);
        // How a body is framed is nothing to say where there is none (RFC 9110, section 9.3.2).
        head.HeaderNames.Order()
            .ShouldBe(
                get.HeaderNames.Except(["Transfer-Encoding"]).Order(),
                ignoreOrder: true,
                customMessage: path
            );

        foreach (
            var name in get.HeaderNames.Except(
                ["Date", "X-Request-Id", "RateLimit", "Transfer-Encoding"],
                StringComparer.OrdinalIgnoreCase
            )
        )
        {
            head.Header(name).ShouldBe(get.Header(name), $"{path}: {name}");
        }
    }
}
