using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Paging;
using Enterprise.Application.Validation;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Application.Tests.ApiKeys;

public sealed class ApiKeyLifecycleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task A_key_reads_back_without_its_secret()
    {
        var caller = await Services.RegisterAsync();

        var issued = await IssueAsync(caller, Scopes.TripsRead, Scopes.TripsWrite);
        var read = await Services.SendAsync(new GetApiKey(caller, issued.Id));

        ApiKeySecret.IsWellFormed(issued.Secret).ShouldBeTrue();
        read.Prefix.ShouldBe(issued.Secret[..12]);
        read.Scopes.ShouldBe([Scopes.TripsRead, Scopes.TripsWrite]);
        (read.CreatedAt, read.ExpiresAt, read.RevokedAt).ShouldBe((database.Clock.Now, null, null));
    }

    [Fact]
    public async Task The_database_holds_a_keyed_hash_and_nothing_to_find_the_secret_by()
    {
        var issued = await IssueAsync(await Services.RegisterAsync(), Scopes.TripsRead);
        await using var connection = await database.ConnectAsAppAsync();

        var row = await connection.AskAsync<string>(
            "SELECT k::text FROM api_keys k WHERE id = $1",
            issued.Id
        );
        var hash = await connection.AskAsync<byte[]>("SELECT hash FROM api_keys WHERE id = $1", issued.Id);

        row.ShouldNotContain(issued.Secret[12..]);
        hash.ShouldNotBe(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(issued.Secret))
        );
    }

    [Fact]
    public async Task A_scope_that_the_caller_lacks_cannot_be_handed_out()
    {
        var caller = await Services.RegisterAsync();

        await Should.ThrowAsync<ForbiddenException>(() => IssueAsync(caller, Scopes.TripsRead, Scopes.Admin));

        (await ListAsync(caller)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrator_issues_keys_for_others_but_not_for_nobody()
    {
        var caller = await Services.RegisterAsync();

        var issued = await IssueAsync(TestUsers.Admin, caller.UserId, Scopes.Admin);

        (await ListAsync(caller)).Select(key => key.Id).ShouldBe([issued.Id]);
        await Should.ThrowAsync<NotFoundException>(() =>
            IssueAsync(TestUsers.Admin, Guid.AllBitsSet, Scopes.TripsRead)
        );
    }

    [Fact]
    public async Task A_revoked_key_stays_readable_with_the_time_of_its_first_revocation()
    {
        var caller = await Services.RegisterAsync();
        var issued = await IssueAsync(caller, Scopes.TripsRead);
        var revokedAt = database.Clock.Advance(TimeSpan.FromMinutes(1));

        await Services.SendAsync(new RevokeApiKey(caller, issued.Id, Preconditions.None));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await Services.SendAsync(new RevokeApiKey(caller, issued.Id, Preconditions.None));

        (await Services.SendAsync(new GetApiKey(caller, issued.Id))).RevokedAt.ShouldBe(revokedAt);
        (await ListAsync(caller)).Select(key => key.Id).ShouldBe([issued.Id]);
    }

    [Fact]
    public async Task Another_users_key_is_answered_like_one_that_never_was()
    {
        var (owner, stranger) = (await Services.RegisterAsync(), await Services.RegisterAsync());
        var issued = await IssueAsync(owner, Scopes.TripsRead);

        await Should.ThrowAsync<NotFoundException>(() =>
            Services.SendAsync(new GetApiKey(stranger, issued.Id))
        );
        await Should.ThrowAsync<NotFoundException>(() =>
            Services.SendAsync(new RevokeApiKey(stranger, issued.Id, Preconditions.None))
        );
        (await Services.SendAsync(new GetApiKey(TestUsers.Admin, issued.Id))).RevokedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_in_parts()
    {
        var caller = await Services.RegisterAsync();
        var keys = new List<Guid>();

        foreach (var _ in Enumerable.Range(0, 3))
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            keys.Insert(0, (await IssueAsync(caller, Scopes.TripsRead)).Id);
        }

        var first = await Services.SendAsync(new ListApiKeys(caller, null, new PageRequest(2)));
        var second = await Services.SendAsync(
            new ListApiKeys(caller, null, new PageRequest(2, first.NextCursor))
        );

        first.Items.Concat(second.Items).Select(key => key.Id).ShouldBe(keys);
    }

    [Theory]
    [InlineData(null, "trips:read", 1, "name")]
    [InlineData("laptop", "trips:fly", 1, "scopes")]
    [InlineData("laptop", null, 1, "scopes")]
    [InlineData("laptop", "trips:read", 0, "expiresAt")]
    [InlineData("laptop", "trips:read", -1, "expiresAt")]
    public async Task A_member_that_is_not_acceptable_is_named(
        string? name,
        string? scope,
        int days,
        string member
    )
    {
        var caller = await Services.RegisterAsync();
        var input = new ApiKeyInput
        {
            Name = name,
            Scopes = scope is null ? [] : [scope],
            ExpiresAt = database.Clock.Now.AddDays(days),
        };

        var refusal = await Should.ThrowAsync<InvalidInputException>(() =>
            Services.SendAsync(new IssueApiKey(caller, caller.UserId, input))
        );

        refusal.Errors.Keys.ShouldBe([member]);
    }

    private Task<IssuedApiKey> IssueAsync(Caller caller, params string[] scopes) =>
        IssueAsync(caller, caller.UserId, scopes);

    private Task<IssuedApiKey> IssueAsync(Caller caller, Guid userId, params string[] scopes) =>
        Services.SendAsync(
            new IssueApiKey(caller, userId, new ApiKeyInput { Name = "laptop", Scopes = scopes })
        );

    private async Task<IReadOnlyList<ApiKeyView>> ListAsync(Caller caller) =>
        (await Services.SendAsync(new ListApiKeys(caller, null, new PageRequest()))).Items;
}
