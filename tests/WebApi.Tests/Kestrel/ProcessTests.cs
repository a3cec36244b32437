using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The program as a process, over a bare socket.</summary>
public sealed class ProcessTests(RunningProcess process) : IClassFixture<RunningProcess>
{
    private string Key => $"Host: localhost\r\nX-API-Key: {process.Alice.Secret}\r\n";

    [Fact]
    public async Task A_trip_goes_there_and_back_over_one_connection()
    {
        var body = TripBody.With();
        var answer = await RawHttp.SendAsync(
            process.Address,
            $"POST {Paths.Trips} HTTP/1.1\r\n{Key}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
                + $"HEAD {Paths.Trips} HTTP/1.1\r\n{Key}\r\n"
                + $"GET {Paths.Trips} HTTP/1.1\r\n{Key}Connection: close\r\n\r\n"
        );

        answer.Status.ShouldBe(201);
        answer.Text.Split("HTTP/1.1 ").Skip(1).Select(part => part[..3]).ShouldBe(["201", "200", "200"]);
        answer.Text.ShouldNotContain("\r\nServer:", Case.Insensitive);
        // The list that HEAD is silent about is the one that GET shows: three bodies announced, two sent.
        answer.Text.Split("\"A week in Lisbon\"").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Days_at_both_ends_of_the_calendar_are_kept()
    {
        foreach (var day in (string[])["\"0001-01-01\"", "\"9999-12-31\""])
        {
            var made = await process.Alice.PlanAsync(("startsOn", day), ("endsOn", day));
            (await process.Alice.GetAsync(Paths.Trip(made.Id))).Text.ShouldBe(made.Text);
        }
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/9.9\r\n\r\n", 505)]
    [InlineData("GET nonsense HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n", 400)]
    [InlineData("GET /api/v1/trips/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    public async Task What_is_no_HTTP_is_refused_and_the_service_lives_on(string request, int status)
    {
        (await RawHttp.SendAsync(process.Address, request)).Status.ShouldBe(status);
        (await process.Alice.GetAsync(Paths.Live)).ShouldBe(200);
    }

    [Fact]
    public async Task Too_large_a_body_is_refused()
    {
        var answer = await RawHttp.SendAsync(
            process.Address,
            $"POST {Paths.Trips} HTTP/1.1\r\n{Key}"
                + "Content-Type: application/json\r\nContent-Length: 1048577\r\nConnection: close\r\n\r\n{"
        );

        answer.Status.ShouldBe(413);
    }

    [Fact]
    public async Task Limits_are_set_in_the_environment()
    {
        await using var limited = await process.StartAnotherAsync(
            ("RateLimits__Quota", "7"),
            ("RateLimits__WindowSeconds", "3600")
        );

        var answer = await RawHttp.SendAsync(
            limited.Address,
            $"GET {Paths.Me} HTTP/1.1\r\n{Key}Connection: close\r\n\r\n"
        );

        answer.Status.ShouldBe(200);
        answer.Head.ShouldContain("RateLimit-Policy: \"default\";q=7;w=3600");
        answer.Head.ShouldContain("RateLimit: \"default\";r=6;");
    }

    [Fact]
    public async Task A_service_that_is_asked_to_end_finishes_what_it_has_begun()
    {
        await using var ending = await process.StartAnotherAsync();
        var body = TripBody.With();
        using var client = new TcpClient();
        await client.ConnectAsync(ending.Address.Host, ending.Address.Port);
        var stream = client.GetStream();
        var length = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes(
                $"POST {Paths.Trips} HTTP/1.1\r\n{Key}Expect: 100-continue\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
            )
        );
        var buffer = new byte[4096];
        var count = await stream.ReadAsync(buffer);
        Encoding.ASCII.GetString(buffer, 0, count).ShouldStartWith("HTTP/1.1 100 ");

        // The request is being handled: it waits for its body while the service is told to end.
        await ending.TerminateAsync();
        await ending.UntilWritesAsync("shutting down");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(body));

        count = await stream.ReadAsync(buffer);
        Encoding.UTF8.GetString(buffer, 0, count).ShouldStartWith("HTTP/1.1 201 ");
        (await ending.WaitAsync()).ShouldBe(0);
        await using var owner = await process.Service.Database.ConnectAsOwnerAsync();
        (
            await owner.AskAsync<long>("SELECT count(*) FROM trips WHERE user_id = $1", process.Alice.UserId)
        ).ShouldBePositive();
    }
}
