using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>A commit is sent and its answer never comes: the change is made once, however it was written.</summary>
public sealed class LostCommitTests(TestDatabase database)
    : IClassFixture<TestDatabase>,
        IAsyncLifetime,
        IDisposable
{
    private readonly LogCapture _log = new();
    private readonly TcpProxy _wire = Writers.WireTo(database);
    private readonly User _user = Writers.NewUser();
    private ServiceProvider _services = null!;
    private Attempts _attempts = null!;

    public Task InitializeAsync()
    {
        _services = Nodes.At(
            database.Through(_wire),
            _log,
            null,
            ("Database:RequestBudget", "31"),
            ("Database:CommandTimeout", "30")
        );
        _attempts = new Attempts(_services.GetRequiredService<IDatabase>());

        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_row_that_was_added_is_there_once()
    {
        await LoseAnswerAsync((db, _) => Task.FromResult(db.Add(_user)));

        (_attempts.Count, await database.CountAsync(_user)).ShouldBe((1, 1));
        _log.Lines.ShouldContain("Warning 1002 The outcome of a commit whose answer was lost: Committed ");
    }

    [Theory]
    [MemberData(nameof(Changes.All), MemberType = typeof(Changes))]
    public async Task A_change_that_adds_to_what_is_there_has_added_once(string kind)
    {
        await AddUserAsync();

        await LoseAnswerAsync((db, _) => Changes.RunAsync(kind, db, _user.Id));

        _attempts.Count.ShouldBe(1);
        (await NamesAsync()).ShouldBe(Changes.Once(kind));
    }

    [Theory]
    [MemberData(nameof(Changes.All), MemberType = typeof(Changes))]
    public async Task A_session_that_is_killed_before_the_commit_is_repeated_once(string kind)
    {
        await AddUserAsync();

        await _attempts.WriteAsync(
            async (db, attempt) =>
            {
                await Changes.RunAsync(kind, db, _user.Id);
                await db.SaveChangesAsync();

                if (attempt == 1)
                {
                    await database.KillBackendOfAsync(db);
                }
            }
        );

        _attempts.Count.ShouldBe(2);
        (await NamesAsync()).ShouldBe(Changes.Once(kind));
        _log.Lines.ShouldContain("Warning 1002 The outcome of a commit whose answer was lost: RolledBack ");
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_change_may_have_been_made_and_is_not_repeated()
    {
        RequestScope.Begin(TimeSpan.FromSeconds(3), TimeProvider.System);
        var committed = _wire.WithholdAnswerTo(Writers.CommitMessage);
        var write = _attempts.WriteAsync((db, _) => Task.FromResult(db.Add(_user)));
        await committed.WaitAsync(Writers.Patience);
        _wire.IsBlackHole = true;
        _wire.Cut();

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() => write);

        (failure.OutcomeUnknown, _attempts.Count).ShouldBe((true, 1));
        _log.Lines.ShouldContain(line =>
            line.StartsWith("Error 1001 The outcome of a change is unknown", StringComparison.Ordinal)
        );
        (await database.CountAsync(_user)).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_waits_no_longer_for_a_commit_hears_that_it_may_have_been_made()
    {
        RequestScope.Begin(TimeSpan.FromSeconds(2), TimeProvider.System);
        var committed = _wire.WithholdAnswerTo(Writers.CommitMessage);

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            _attempts.WriteAsync((db, _) => Task.FromResult(db.Add(_user)))
        );

        committed.IsCompleted.ShouldBeTrue();
        failure.OutcomeUnknown.ShouldBeTrue();
        _wire.Heal();
    }

    public async Task DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _services.DisposeAsync();
    }

    public void Dispose() => _log.Dispose();

    private async Task LoseAnswerAsync(Func<DbContext, int, Task> change)
    {
        var committed = _wire.WithholdAnswerTo(Writers.CommitMessage);
        var write = _attempts.WriteAsync(change);
        await committed.WaitAsync(Writers.Patience);
        _wire.Heal();
        await write;
    }

    private async Task AddUserAsync()
    {
        await using var connection = await database.ConnectAsAppAsync();
        await connection.RunAsync(
            "INSERT INTO users (id, email, email_key, display_name, preferences, created_at, updated_at) "
                + "VALUES ($1, $2, lower($2), '0', '{}', $3, $3)",
            _user.Id,
            _user.Email,
            _user.CreatedAt
        );
    }

    /// <summary>What became of the user: their name, or none.</summary>
    private async Task<string> NamesAsync()
    {
        await using var connection = await database.ConnectAsAppAsync();

        return string.Join(
            ' ',
            await connection.ListAsync<string>("SELECT display_name FROM users WHERE id = $1", _user.Id)
        );
    }
}
