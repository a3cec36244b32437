using Enterprise.Application.Concurrency;
using Enterprise.Application.ProviderKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Application.Tests.ProviderKeys;

/// <summary>The table of provider keys refuses by itself what the routes and the domain refuse.</summary>
public sealed class ProviderKeyConstraintTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("service = ''", "ck_provider_keys_service")]
    [InlineData("service = 'OpenAI'", "ck_provider_keys_service")]
    [InlineData("service = E'openai\\n'", "ck_provider_keys_service")]
    [InlineData("service = 'öpenai'", "ck_provider_keys_service")]
    [InlineData("name = repeat('a', 51)", "ck_provider_keys_name")]
    [InlineData("name = 'my key'", "ck_provider_keys_name")]
    [InlineData("sealed_value = ''", "ck_provider_keys_sealed_value")]
    [InlineData("last_four = '🔑🔑🔑🔑🔑'", "ck_provider_keys_last_four")]
    [InlineData("usage_count = -1, last_used_at = now()", "ck_provider_keys_usage")]
    [InlineData("usage_count = 1", "ck_provider_keys_usage")]
    [InlineData("last_used_at = now()", "ck_provider_keys_usage")]
    [InlineData("user_id = gen_random_uuid()", "fk_provider_keys_users_user_id")]
    [InlineData("name = 'second'", "ix_provider_keys_user_id_service_name")]
    public async Task A_key_that_breaks_a_rule_is_refused_by_the_constraint(string change, string constraint)
    {
        var caller = await database.Services.RegisterAsync();

        foreach (var name in (string[])["first", "second"])
        {
            var input = new ProviderKeyInput { Value = "0123456789" };
            await database.Services.SendAsync(
                new PutProviderKey(caller, "openai", name, input, Preconditions.None)
            );
        }

        await using var connection = await database.ConnectAsAppAsync();

        var refusal = await Should.ThrowAsync<PostgresException>(() =>
            connection.RunAsync(
                $"UPDATE provider_keys SET {change} WHERE user_id = $1 AND name = 'first'",
                caller.UserId
            )
        );

        refusal.ConstraintName.ShouldBe(constraint);
    }
}
