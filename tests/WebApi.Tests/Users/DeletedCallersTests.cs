using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Users;

/// <summary>A user who was deleted while their key was remembered is told what a key that has ended is told.</summary>
public sealed class DeletedCallersTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("GET", Paths.Me, null)]
    [InlineData("PATCH", Paths.Me, "{}")]
    [InlineData("DELETE", Paths.Me, null)]
    [InlineData("POST", Paths.Trips, TripBody.Least)]
    [InlineData("POST", Paths.TripBatch, $$"""{"items": [{{TripBody.Least}}]}""")]
    [InlineData("PUT", $"{Paths.ProviderKeys}/openai/default", """{"value": "sk-0123456789"}""")]
    public async Task They_are_nobody(string method, string path, string? body)
    {
        var user = await service.RegisterAsync();
        (await user.GetAsync(Paths.Me)).ShouldBe(200);
        await DeleteUnheardAsync(user.UserId);

        var answer = await user.SendAsync(
            new HttpMethod(method),
            path,
            body is null ? null : ApiClient.Content(body, "application/json")
        );

        answer
            .ShouldBeProblem(401)
            .Header("WWW-Authenticate")
            .ShouldNotBeNull()
            .ShouldContain("invalid_token");
    }

    /// <summary>Deletes a user without a word to those who remember their key.</summary>
    private async Task DeleteUnheardAsync(Guid user)
    {
        await using var owner = await service.Database.ConnectAsOwnerAsync();
        await using var deletion = await owner.BeginTransactionAsync();
        await owner.RunAsync("ALTER TABLE api_keys DISABLE TRIGGER tell_of_changed_api_keys");
        (await owner.RunAsync("DELETE FROM users WHERE id = $1", user)).ShouldBe(1);
        await owner.RunAsync("ALTER TABLE api_keys ENABLE TRIGGER tell_of_changed_api_keys");
        await deletion.CommitAsync();
    }
}
