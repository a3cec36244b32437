using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class ResponseHeadersTests(RunningService service) : IClassFixture<RunningService>
{
    private const string RequestId = "X-Request-Id";

    public static TheoryData<string> GoodIds =>
        ["a", "0", "-", "_", ".", "Az09._-", "0af7651916cd43dd8448eb211c80319c", new string('x', 128)];

    public static TheoryData<string> BadIds =>
        ["", "a b", "a/b", "a,b", "<a>", "a\tb", "a;b=c", "\"a\"", new string('x', 129)];

    [Theory]
    [MemberData(nameof(GoodIds))]
    public async Task The_callers_request_id_is_echoed(string id)
    {
        (await service.Alice.GetAsync(Paths.Me, (RequestId, id)))
            .ShouldBe(200)
            .Header(RequestId)
            .ShouldBe(id);
        (await service.Nobody.GetAsync(Paths.Me, (RequestId, id)))
            .ShouldBe(401)
            .Header(RequestId)
            .ShouldBe(id);
        (await service.Alice.GetAsync("/nothing", (RequestId, id)))
            .ShouldBe(404)
            .Header(RequestId)
            .ShouldBe(id);
        (await service.Alice.PostAsync(Paths.Trips, "{", (RequestId, id)))
            .ShouldBe(400)
            .Header(RequestId)
            .ShouldBe(id);
        (await service.Nobody.GetAsync(Paths.Live, (RequestId, id)))
            .ShouldBe(200)
            .Header(RequestId)
            .ShouldBe(id);
    }

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task Any_other_request_id_is_replaced(string id) =>
        (await service.Alice.GetAsync(Paths.Me, (RequestId, id)))
            .ShouldBe(200)
            .Header(RequestId)
            .ShouldNotBeNull()
            .ShouldMatch("^[0-9a-f]{32}$");

    [Fact]
    public async Task Every_answer_forbids_sniffing_and_names_no_server()
    {
        Answer[] answers =
        [
            (await service.Alice.GetAsync(Paths.Me)).ShouldBe(200),
            (await service.Alice.PostAsync(Paths.Trips, TripBody.Least)).ShouldBe(201),
            (await service.Alice.PostAsync(Paths.Trips, "{")).ShouldBe(400),
            (await service.Nobody.GetAsync(Paths.Me)).ShouldBe(401),
            (await service.Alice.GetAsync(Paths.Users)).ShouldBe(403),
            (await service.Nobody.GetAsync("/nothing")).ShouldBe(404),
            (await service.Nobody.DeleteAsync(Paths.Trips)).ShouldBe(405),
            (await service.Nobody.GetAsync(Paths.Live)).ShouldBe(200),
            (await service.Nobody.GetAsync(Paths.OpenApi)).ShouldBe(200),
            (await service.Nobody.GetAsync(Paths.Docs)).ShouldBe(200),
        ];

        answers.ShouldAllBe(answer => answer.Header("X-Content-Type-Options") == "nosniff");
        answers.ShouldAllBe(answer => answer.Header("Server") == null);
        answers.ShouldAllBe(answer => answer.Header(RequestId) != null);
    }

    [Fact]
    public async Task Each_request_has_an_id_of_its_own()
    {
        var first = (await service.Alice.GetAsync(Paths.Me)).Header(RequestId);
        var second = (await service.Alice.GetAsync(Paths.Me)).Header(RequestId);

        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Two_request_ids_are_none()
    {
        var answer = await service.Alice.GetAsync(Paths.Me, (RequestId, "a"), (RequestId, "b"));

        answer.Header(RequestId).ShouldNotBeNull().ShouldMatch("^[0-9a-f]{32}$");
    }
}
