using Enterprise.Application.ApiKeys;
using Enterprise.Application.Secrets;
using Enterprise.Application.Settings;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Application.Tests.Secrets;

/// <summary>Neither text nor log shows a secret that an object holds.</summary>
public sealed class SecretsStayInsideTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_text_of_an_issued_key_leaves_the_secret_out()
    {
        var issued = await IssueAsync(database.Services);

        issued.ToString().ShouldBe($"IssuedApiKey {issued.Id}");
        $"{issued with { Name = "copy" }}".ShouldNotContain(issued.Secret);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dG9vIHNob3J0")]
    [InlineData("this is not base64 but it is secret all the same")]
    public void A_master_key_that_cannot_be_used_is_refused_without_being_repeated(string? text)
    {
        var refusal = Should.Throw<InvalidSettingException>(() => new MasterKey(text));

        refusal.Message.ShouldContain("openssl rand -base64 32");

        if (text is { Length: > 0 })
        {
            refusal.ToString().ShouldNotContain(text);
        }
    }

    [Fact]
    public void Keys_for_two_purposes_differ_and_stay_the_same()
    {
        var master = new MasterKey(TestServices.MasterKeyText);

        master.Derive("cursors").ShouldBe(master.Derive("cursors"));
        master.Derive("cursors").ShouldNotBe(master.Derive("api-keys"));
        master.Derive("cursors").Length.ShouldBe(32);
    }

    [Fact]
    public async Task Issuing_and_presenting_a_key_logs_neither_the_secret_nor_its_hash_nor_a_password()
    {
        using var log = new LogCapture();
        await using var services = database.CreateServices(configure: parts =>
            parts.AddSingleton<ILoggerFactory>(log)
        );

        var issued = await IssueAsync(services);
        await services
            .GetRequiredService<ApiKeyAuthenticator>()
            .AuthenticateAsync(issued.Secret, "", CancellationToken.None);

        var hash = services.GetRequiredService<ApiKeyHasher>().Hash(issued.Secret);
        log.Lines.Count.ShouldBeGreaterThan(10);
        log.Text.ShouldContain("INSERT INTO api_keys");
        log.Text.ShouldNotContain(issued.Secret[4..], Case.Sensitive);
        log.Text.ShouldNotContain(Convert.ToHexString(hash), Case.Insensitive);
        log.Text.ShouldNotContain(
            new NpgsqlConnectionStringBuilder(database.AppConnectionString).Password!,
            Case.Insensitive
        );
    }

    private static async Task<IssuedApiKey> IssueAsync(IServiceProvider services)
    {
        var caller = await services.RegisterAsync();
        var input = new ApiKeyInput { Name = "laptop", Scopes = [Scopes.TripsRead] };

        return await services.SendAsync(new IssueApiKey(caller, caller.UserId, input));
    }
}
