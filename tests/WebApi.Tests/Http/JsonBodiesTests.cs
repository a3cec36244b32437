using System.Text;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class JsonBodiesTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string> NoObjects =>
        [
            "",
            " ",
            "null",
            "[]",
            "[{}]",
            "1",
            "true",
            "\"text\"",
            "{",
            "}",
            "{]",
            "{\"title\"}",
            "{\"title\": }",
            "{\"title\": \"a\",}",
            "{'title': 'a'}",
            "{title: \"a\"}",
            "{} {}",
            "{}x",
            "// comment\n{}",
            "{\"title\": \"a\nb\"}",
            "{\"title\": \"\\x\"}",
            "{\"title\": NaN}",
            "{\"travelers\": 01}",
            "\u0000",
            "{\"\\ud800\": 1}",
            "{\"\\u0000\": 1}",
            "<trip/>",
        ];

    [Theory]
    [MemberData(nameof(NoObjects))]
    public async Task What_is_no_JSON_object_is_refused_everywhere(string body)
    {
        foreach (var send in Senders())
        {
            (await send(Encoding.UTF8.GetBytes(body))).ShouldBeInvalid();
        }
    }

    [Theory]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_001)]
    [InlineData(100_000)]
    public async Task Deep_nesting_is_refused(int depth)
    {
        var arrays = $"{new string('[', depth)}{new string(']', depth)}";

        foreach (var send in Senders())
        {
            (await send(Encoding.UTF8.GetBytes(arrays))).ShouldBeInvalid();
            (await send(Encoding.UTF8.GetBytes($$"""{"nonsense": {{arrays}}}"""))).ShouldBeInvalid();
            (
                await send(Encoding.UTF8.GetBytes($"{{\"preferences\": {{\"a\": {arrays}}}}}"))
            ).ShouldBeInvalid();
        }
    }

    [Theory]
    [InlineData("{\"title\": \"\xff\"}")]
    [InlineData("{\"title\": \"\xc0\x80\"}")]
    [InlineData("{\"title\": \"\xed\xa0\x80\"}")]
    [InlineData("\xff\xfe{\0}\0")]
    public async Task Bytes_that_are_no_UTF_8_are_refused(string bytes)
    {
        foreach (var send in Senders())
        {
            (await send(Encoding.Latin1.GetBytes(bytes))).ShouldBeInvalid();
        }
    }

    [Fact]
    public async Task A_member_that_stands_twice_is_refused()
    {
        (
            await service.Alice.PostAsync(
                Paths.Trips,
                TripBody.With(("\u0074itle\": \"x\", \"title", "\"y\""))
            )
        ).ShouldBeInvalid();
        (
            await service.Alice.PatchAsync(Paths.Me, """{"displayName": "a", "displayName": "b"}""")
        ).ShouldBeInvalid();
        (
            await service.Alice.PatchAsync(Paths.Me, """{"preferences": {"a": 1, "\u0061": 2}}""")
        ).ShouldBeInvalid();
        (
            await service.Alice.PostAsync(
                Paths.Trips,
                TripBody.With(("budget", """{"amount": 1, "amount": 2, "currency": "EUR"}"""))
            )
        ).ShouldBeInvalid();
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        byte[] body = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(TripBody.With())];
        var answer = await service.Alice.SendAsync(
            HttpMethod.Post,
            Paths.Trips,
            ApiClient.Content(body, "application/json")
        );

        answer.ShouldBe(201).Member("title").ShouldBe("A week in Lisbon");
    }

    [Fact]
    public async Task A_name_is_taken_however_it_is_escaped() =>
        (
            await service.Alice.PostAsync(
                Paths.Trips,
                TripBody
                    .Without("title")
                    .Replace("{\"dest", "{\"\\u0074itle\": \"T\", \"dest", StringComparison.Ordinal)
            )
        )
            .ShouldBe(201)
            .Member("title")
            .ShouldBe("T");

    private IEnumerable<Func<byte[], Task<Answer>>> Senders()
    {
        yield return Sender(service.Alice, HttpMethod.Post, Paths.Trips);
        yield return Sender(service.Alice, HttpMethod.Put, Paths.Trip(Paths.UnknownId));
        yield return Sender(service.Alice, HttpMethod.Patch, Paths.Trip(Paths.UnknownId));
        yield return Sender(service.Alice, HttpMethod.Patch, Paths.Me);
        yield return Sender(service.Alice, HttpMethod.Post, Paths.Keys);
        yield return Sender(service.Admin, HttpMethod.Post, Paths.Users);
        yield return Sender(service.Admin, HttpMethod.Post, Paths.KeysOf(Paths.UnknownId));
        yield return Sender(service.Alice, HttpMethod.Post, Paths.Rotation(Paths.UnknownId));
        yield return Sender(service.Alice, HttpMethod.Post, Paths.TripBatch);
        yield return Sender(service.Alice, HttpMethod.Post, Paths.Stops(Paths.UnknownId));
        yield return Sender(service.Alice, HttpMethod.Put, Paths.Stop(Paths.UnknownId, Paths.UnknownId));
        yield return Sender(service.Alice, HttpMethod.Put, Paths.ProviderKey("openai", "default"));
    }

    private static Func<byte[], Task<Answer>> Sender(ApiClient client, HttpMethod method, string path) =>
        body => client.SendAsync(method, path, ApiClient.Content(body, "application/json"));
}
