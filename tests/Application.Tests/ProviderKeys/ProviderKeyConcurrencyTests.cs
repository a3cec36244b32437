using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.ProviderKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Application.Tests.ProviderKeys;

/// <summary>First values of one name that meet: each has found the name free before the other is committed.</summary>
public sealed class ProviderKeyConcurrencyTests(TestDatabase database)
    : IClassFixture<TestDatabase>,
        IDisposedTests
{
    /// <summary>Long enough that a busy machine is no reason to fail.</summary>
    private readonly ServiceProvider _services = database.CreateServices(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Database:RequestBudget"] = "61",
            ["Database:CommandTimeout"] = "60",
        }
    );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task The_second_of_two_first_values_takes_the_place_of_the_first()
    {
        var caller = await _services.RegisterAsync();

        var second = await MeetAsync(caller, Preconditions.None);

        second.IsNew.ShouldBeFalse();
        (await _services.SendAsync(new UseProviderKey(caller, "openai", "default"))).Text.ShouldBe(
            "second-value"
        );
    }

    [Fact]
    public async Task A_first_value_that_must_be_the_first_is_refused_where_another_came_first()
    {
        var caller = await _services.RegisterAsync();

        await Should.ThrowAsync<PreconditionFailedException>(() =>
            MeetAsync(caller, new Preconditions(IfNoneMatch: VersionSet.Any))
        );
    }

    /// <summary>Lets a first value wait for another one's commit, which it has not seen.</summary>
    private async Task<StoredProviderKey> MeetAsync(Caller caller, Preconditions preconditions)
    {
        await using var other = await database.ConnectAsOwnerAsync();
        await using var insertion = await other.BeginTransactionAsync();
        await other.RunAsync(
            """
            INSERT INTO provider_keys (id, user_id, service, name, sealed_value, last_four, created_at, usage_count)
            VALUES (gen_random_uuid(), $1, 'openai', 'default', '\x01', '', now(), 0)
            """,
            caller.UserId
        );
        var second = _services.SendAsync(
            new PutProviderKey(
                caller,
                "openai",
                "default",
                new ProviderKeyInput { Value = "second-value" },
                preconditions
            )
        );
        await using var observer = await database.ConnectAsAdminAsync();
        await observer.UntilWaitingAsync(1);
        await insertion.CommitAsync();

        return await second;
    }
}
