using System.Net;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>Who may look at how the service is.</summary>
public sealed class OperatorAccessTests(RunningProcess process) : IClassFixture<RunningProcess>
{
    [Theory]
    [InlineData(Paths.Health)]
    [InlineData(Paths.Metrics)]
    public async Task Whoever_is_on_the_machine_needs_no_key(string path) =>
        (await process.Service.Nobody.GetAsync(path)).ShouldBe(200);

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Whoever_comes_by_a_proxy_needs_a_key_that_has_admin(string name, string value)
    {
        foreach (var path in (string[])[Paths.Health, Paths.Metrics])
        {
            (await process.Service.Nobody.GetAsync(path, (name, value))).ShouldBeProblem(401);
            (await process.Service.Alice.GetAsync(path, (name, value))).ShouldBeProblem(403);
            (await process.Service.Admin.GetAsync(path, (name, value))).ShouldBe(200);
        }
    }

    [Fact]
    public async Task Loopback_is_known_behind_an_IPv6_socket_too()
    {
        await using var both = await process.StartAnotherAsync(("ASPNETCORE_URLS", "http://[::]:0"));
        using var http = new HttpClient();

        foreach (var host in (string[])["127.0.0.1", "[::1]"])
        {
            using var near = await http.GetAsync(new Uri($"http://{host}:{both.Address.Port}{Paths.Health}"));
            near.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
