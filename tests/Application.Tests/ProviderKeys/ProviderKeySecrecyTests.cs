using System.Text;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Paging;
using Enterprise.Application.ProviderKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Application.Tests.ProviderKeys;

/// <summary>A value is in no text, no log and no column.</summary>
public sealed class ProviderKeySecrecyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Value = "sk-Only-In-The-Outside-Service-0123456789";

    [Fact]
    public async Task No_text_of_a_message_or_an_answer_shows_the_value()
    {
        var caller = await database.Services.RegisterAsync();
        var input = new ProviderKeyInput { Value = Value };
        var put = new PutProviderKey(caller, "openai", "default", input, Preconditions.None);

        var stored = await database.Services.SendAsync(put);
        var used = await database.Services.SendAsync(new UseProviderKey(caller, "openai", "default"));

        string.Join('\n', input, put, stored, used).ShouldNotContain(Value[..^4]);
        used.Text.ShouldBe(Value);
    }

    [Fact]
    public async Task Storing_and_using_a_key_logs_nothing_of_its_value()
    {
        using var log = new LogCapture();
        await using var services = database.CreateServices(configure: parts =>
            parts.AddSingleton<ILoggerFactory>(log)
        );

        await StoreAndUseAsync(services);

        log.Text.ShouldContain("INSERT INTO provider_keys");
        log.Text.ShouldContain("UPDATE provider_keys");
        log.Text.ShouldNotContain(Value[..^4], Case.Insensitive);
        log.Text.ShouldNotContain(Base64Of(Value), Case.Sensitive);
    }

    [Fact]
    public async Task A_dump_of_the_tables_holds_the_value_in_no_form()
    {
        await StoreAndUseAsync(database.Services);
        await using var owner = await database.ConnectAsOwnerAsync();

        var dump = string.Join(
            '\n',
            await owner.ListAsync<string>(
                "SELECT to_json(k)::text FROM provider_keys k UNION ALL SELECT to_json(r)::text FROM data_protection_keys r"
            )
        );

        // The dump must be one that would tell: each table has a row in it.
        dump.ShouldContain("sealed_value");
        dump.ShouldContain("encryptedSecret");
        dump.ShouldNotContain(Value[..^4], Case.Insensitive);
        dump.ShouldNotContain(Base64Of(Value), Case.Sensitive);
        dump.ShouldNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(Value))[..40], Case.Insensitive);
    }

    private static string Base64Of(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))[..20];

    private static async Task StoreAndUseAsync(IServiceProvider services)
    {
        var caller = await services.RegisterAsync();
        await services.SendAsync(Put(caller));
        await services.SendAsync(Put(caller));
        await services.SendAsync(new UseProviderKey(caller, "openai", "default"));
        await services.SendAsync(new ListProviderKeys(caller, null, new PageRequest()));
    }

    private static PutProviderKey Put(Caller caller) =>
        new(caller, "openai", "default", new ProviderKeyInput { Value = Value }, Preconditions.None);
}
