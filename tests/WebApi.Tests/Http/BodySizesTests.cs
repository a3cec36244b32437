using System.Text;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class BodySizesTests(RunningService service) : IClassFixture<RunningService>
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(MiB, false)]
    [InlineData(MiB, true)]
    public async Task A_body_of_a_mebibyte_is_read(int size, bool chunked) =>
        (await PostAsync(size, chunked)).Status.ShouldBe(201);

    [Theory]
    [InlineData(MiB + 1, false)]
    [InlineData(MiB + 1, true)]
    [InlineData(3 * MiB, false)]
    [InlineData(3 * MiB, true)]
    public async Task A_larger_body_is_refused(int size, bool chunked)
    {
        var answer = await PostAsync(size, chunked);

        answer.Status.ShouldBe(413);
        answer.Head.ShouldContain("Content-Type: application/problem+json");
        answer.Head.ShouldContain("X-Content-Type-Options: nosniff");
        answer.Body.ShouldContain("\"status\":413");
    }

    [Fact]
    public async Task An_ordinary_client_sees_the_refusal()
    {
        var body = Padded(MiB + 1);

        (await service.Alice.PostAsync(Paths.Trips, body)).ShouldBeProblem(413);
        (await service.Alice.PutAsync(Paths.Trip(Paths.UnknownId), body)).ShouldBeProblem(413);
        (await service.Alice.PatchAsync(Paths.Trip(Paths.UnknownId), body)).ShouldBeProblem(413);
        (await service.Alice.PatchAsync(Paths.Me, body)).ShouldBeProblem(413);
        (await service.Alice.PostAsync(Paths.Keys, body)).ShouldBeProblem(413);
        (await service.Admin.PostAsync(Paths.Users, body)).ShouldBeProblem(413);
        (await service.Admin.PostAsync(Paths.KeysOf(Paths.UnknownId), body)).ShouldBeProblem(413);
        (await service.Alice.PostAsync(Paths.Rotation(Paths.UnknownId), body)).ShouldBeProblem(413);
        (await service.Alice.PostAsync(Paths.TripBatch, body)).ShouldBeProblem(413);
        (await service.Alice.PostAsync(Paths.Stops(Paths.UnknownId), body)).ShouldBeProblem(413);
        (await service.Alice.PutAsync(Paths.Stop(Paths.UnknownId, Paths.UnknownId), body)).ShouldBeProblem(
            413
        );
        (await service.Alice.PutAsync(Paths.ProviderKey("openai", "default"), body)).ShouldBeProblem(413);
    }

    private static string Padded(int size)
    {
        var body = TripBody.With();

        return body + new string(' ', size - Encoding.UTF8.GetByteCount(body));
    }

    private Task<RawAnswer> PostAsync(int size, bool chunked)
    {
        var body = Padded(size);
        var framed = chunked
            ? $"Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n{body}\r\n0\r\n\r\n"
            : $"Content-Length: {size}\r\n\r\n{body}";

        return RawHttp.SendAsync(
            service.Address,
            $"POST {Paths.Trips} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + $"X-API-Key: {service.Alice.Secret}\r\n{framed}"
        );
    }
}
