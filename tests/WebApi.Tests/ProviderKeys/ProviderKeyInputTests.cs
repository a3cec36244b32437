using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.ProviderKeys;

public sealed class ProviderKeyInputTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Path = "/api/v1/provider-keys/openai/default";

    [Theory]
    [InlineData("""{}""", "value")]
    [InlineData("""{"value": null}""", "value")]
    [InlineData("""{"value": ""}""", "value")]
    [InlineData("""{"value": " \t\n"}""", "value")]
    [InlineData("""{"value": 1}""", "value")]
    [InlineData("""{"value": ["sk"]}""", "value")]
    [InlineData("""{"value": "sk\u0000"}""", "value")]
    [InlineData("""{"value": "sk\ud800"}""", "value")]
    [InlineData("""{"value": "sk", "value": "sk"}""", "value")]
    [InlineData("""{"value": "sk", "expiresAt": "2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"value": "sk", "expiresAt": "2999-01-01"}""", "expiresAt")]
    [InlineData("""{"value": "sk", "expiresAt": 1}""", "expiresAt")]
    [InlineData("""{"value": "sk", "lastFour": "cret"}""", "lastFour")]
    [InlineData("""{"value": "sk", "Value": "sk"}""", "Value")]
    public async Task A_member_that_is_not_acceptable_is_named(string body, string member) =>
        (await service.Alice.PutAsync(Path, body)).ShouldBeProblem(400, member);

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_body_that_is_no_object_is_refused(string body) =>
        (await service.Alice.PutAsync(Path, body)).ShouldBeProblem(400, "$");

    [Fact]
    public async Task A_length_is_one_of_code_points()
    {
        var longest = string.Concat(Enumerable.Repeat("🔑", 4096));

        (await service.Alice.PutAsync(Path, ProviderKeyBody.With(longest + "x"))).ShouldBeProblem(
            400,
            "value"
        );
        (await service.Alice.PutAsync(Path, ProviderKeyBody.With(longest)))
            .Member("lastFour")
            .ShouldBe("🔑🔑🔑🔑");
    }

    [Fact]
    public async Task Another_media_type_is_refused() =>
        (
            await service.Alice.SendAsync(
                HttpMethod.Put,
                Path,
                ApiClient.Content("""{"value": "sk"}""", "text/plain")
            )
        ).ShouldBeProblem(415);

    [Theory]
    [InlineData("OpenAI", "default")]
    [InlineData("openai", "Default")]
    [InlineData("open_ai", "default")]
    [InlineData("openai", "my%20key")]
    [InlineData("openai%0A", "default")]
    [InlineData("openai", "default%0A")]
    [InlineData("%C3%B6penai", "default")]
    [InlineData("a23456789012345678901234567890123456789012345678901", "default")]
    [InlineData("openai", "a23456789012345678901234567890123456789012345678901")]
    [InlineData("openai", "default/more")]
    public async Task A_path_that_is_no_service_and_name_leads_nowhere(string provider, string name)
    {
        var path = Paths.ProviderKey(provider, name);

        (await service.Alice.PutAsync(path, ProviderKeyBody.With("0123456789"))).ShouldBeProblem(404);
        (await service.Alice.DeleteAsync(path)).ShouldBeProblem(404);
    }

    [Fact]
    public async Task The_longest_service_and_name_are_taken()
    {
        var path = Paths.ProviderKey(new string('s', 50), new string('-', 50));

        (await service.Alice.PutAsync(path, ProviderKeyBody.With("0123456789"))).ShouldBe(201);
        (await service.Alice.DeleteAsync(path)).ShouldBe(204);
    }

    [Fact]
    public async Task One_key_cannot_be_read_alone()
    {
        await service.Alice.PutAsync(Path, ProviderKeyBody.With("0123456789"));

        (await service.Alice.GetAsync(Path))
            .ShouldBeProblem(405)
            .Header("Allow")!
            .Split(", ")
            .ShouldBe(["PUT", "DELETE"], ignoreOrder: true);
    }
}
