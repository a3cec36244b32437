using System.Text;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>What is no HTTP, or hardly, over a bare socket: no client library would send it.</summary>
public sealed class MalformedHttpTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Requests = 300;

    private static readonly string[] RequestLines =
    [
        "GET {0} HTTP/1.1",
        "POST {0} HTTP/1.1",
        "HEAD {0} HTTP/1.1",
        "GET {0} HTTP/1.0",
        "GET {0} HTTP/9.9",
        "GET {0}",
        "get {0} HTTP/1.1",
        "G\0T {0} HTTP/1.1",
        " GET {0} HTTP/1.1",
        "GET  {0} HTTP/1.1",
        "CONNECT {0} HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "GET * HTTP/1.1",
        "GET http://localhost{0} HTTP/1.1",
        "GET http://%zz{0} HTTP/1.1",
        "\x16\x03\x01",
        "PRI * HTTP/2.0",
        "é {0} HTTP/1.1",
    ];

    private static readonly string[] Targets =
    [
        "/api/v1/trips",
        "/api/v1/trips/%00",
        "/api/v1/trips/%zz",
        "/api/v1/trips/%",
        "/api/v1//trips",
        "//api/v1/trips",
        "/api/v1/../v1/trips",
        "/api/v1/trips/..%2f..%2f",
        "/api/v1/trips?limit=%00",
        "/api/v1/trips?limit=%zz",
        "/api/v1/trips?q=%ff%fe",
        "/api/v1/trips?q=\u0001",
        "/api/v1/trips#fragment",
        "/api/v1/trips\\",
        "/api/v1/é",
        "/api/v1/users/me?%00=%00",
        "/health/live?&&&",
        "/openapi/v1.json?x",
        "/openapi/%2e%2e.json",
        "/docs/..%2f..%2fx",
        "?",
        "/?" + "q=1&q=1&q=1&q=1",
        "/",
    ];

    private static readonly string[] Fields =
    [
        "Host: localhost",
        "Host: a\r\nHost: b",
        "Host: ",
        "Host: é",
        "X-API-Key: \u0000",
        "X-API-Key: a\u0001b",
        ": x",
        "X",
        "X :y",
        "X-Request-Id: a\r\n b",
        "Content-Length: -1",
        "Content-Length: 0\r\nContent-Length: 1",
        "Content-Length: x",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Expect: 200-ok",
        "Upgrade: h2c",
        "Authorization: Bearer \u00ff",
        "If-None-Match: \"\u00ff",
        "Accept: \u00ff",
        "Content-Type: application/json",
    ];

    private static readonly string[] Bodies =
    [
        "",
        "0\r\n\r\n",
        "z\r\n\r\n",
        "ffffffffffffffff\r\n{}\r\n",
        "{}",
        "-1\r\n",
    ];

    [Fact]
    public async Task It_is_refused_or_understood_but_never_a_failure()
    {
        var dice = new Dice(FuzzSettings.Seed);
        var failures = new List<string>();
        var refused = 0;

        for (var i = 0; i < Requests; i++)
        {
            var request = Next(dice);
            var answer = await RawHttp.SendAsync(service.Address, Encoding.Latin1.GetBytes(request));
            refused += answer.Status is >= 400 and < 500 ? 1 : 0;

            if (
                IsFailure(answer) || (answer.Status >= 400 && IsOfTheApplication(answer) != IsProblem(answer))
            )
            {
                failures.Add($"{request}\n→\n{answer.Text}");
            }
        }

        failures.ShouldBeEmpty($"{FuzzSettings.SeedSetting}={FuzzSettings.Seed} repeats this.");
        refused.ShouldBeGreaterThan(Requests / 2);
        (await service.Alice.GetAsync(Paths.Me)).ShouldBe(200);
    }

    /// <summary>505 is what HTTP wants for a version that does not exist.</summary>
    private static bool IsFailure(RawAnswer answer) => answer.Status >= 500 && answer.Status != 505;

    private static bool IsOfTheApplication(RawAnswer answer) =>
        answer.Head.Contains("X-Request-Id: ", StringComparison.Ordinal);

    private static bool IsProblem(RawAnswer answer) =>
        answer.Head.Contains("Content-Type: application/problem+json", StringComparison.Ordinal);

    private string Next(Dice dice)
    {
        var line = dice.Pick(RequestLines).Replace("{0}", dice.Pick(Targets), StringComparison.Ordinal);
        string[] fields = [.. Enumerable.Range(0, dice.Between(0, 2)).Select(_ => dice.Pick(Fields))];
        string[] usual = ["Host: localhost", $"X-API-Key: {service.Alice.Secret}"];

        return $"{line}\r\n{string.Join("\r\n", usual.Where(_ => dice.Chance(90)).Append("Connection: close").Concat(fields))}\r\n\r\n{dice.Pick(Bodies)}";
    }
}
