using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Users;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Changes whose statement was under way when the session ended, or met another one's locks.</summary>
public sealed class LostAnswerTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposedTests
{
    private readonly LogCapture _log = new();
    private ServiceProvider? _services;

    /// <summary>With time enough that no wait for a lock ends by itself.</summary>
    private ServiceProvider Services =>
        _services ??= database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Database:RequestBudget"] = "61",
                ["Database:CommandTimeout"] = "60",
            },
            parts => parts.AddSingleton<ILoggerFactory>(_log)
        );

    [Fact]
    public async Task A_session_that_ends_while_its_insert_waits_has_left_nothing_and_is_repeated()
    {
        var user = NewUser();
        var attempts = new Attempts(Services.GetRequiredService<IDatabase>());
        await using var holder = await database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE users IN SHARE MODE");

        var write = attempts.WriteAsync((db, _) => Task.FromResult(db.Add(user)));
        await using var observer = await database.ConnectAsAdminAsync();
        await database.KillAsync((await observer.UntilWaitingAsync(1))[0]);
        await observer.UntilWaitingAsync(1);
        await hold.RollbackAsync();
        await write;

        attempts.Count.ShouldBe(2);
        (await holder.AskAsync<long>("SELECT count(*) FROM users WHERE id = $1", user.Id)).ShouldBe(1);
        _log.Lines.ShouldContain(line =>
            line.StartsWith("Warning 1000 A database write failed, attempt 1/4", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_insert_that_runs_out_of_time_on_the_client_is_not_made_and_not_repeated()
    {
        await using var services = database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:CommandTimeout"] = "1" }
        );
        var attempts = new Attempts(services.GetRequiredService<IDatabase>());
        await using var holder = await database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE users IN SHARE MODE");

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.WriteAsync((db, _) => Task.FromResult(db.Add(NewUser())))
        );

        (failure.OutcomeUnknown, attempts.Count).ShouldBe((false, 1));
    }

    [Fact]
    public async Task Of_two_changes_that_block_each_other_both_are_made()
    {
        var (ada, bea) = (await Services.RegisterAsync(), await Services.RegisterAsync());
        var database1 = Services.GetRequiredService<IDatabase>();
        var (first, second) = (new Attempts(database1), new Attempts(database1));
        using var bothHoldOne = new Barrier(2);

        await Task.WhenAll(
            Task.Run(() => RenameBothAsync(first, ada.UserId, bea.UserId)),
            Task.Run(() => RenameBothAsync(second, bea.UserId, ada.UserId))
        );

        (first.Count + second.Count).ShouldBe(3);
        await using var connection = await database.ConnectAsAppAsync();
        (await connection.AskAsync<long>("SELECT count(*) FROM users WHERE display_name = 'both'")).ShouldBe(
            2
        );

        Task RenameBothAsync(Attempts attempts, Guid one, Guid other) =>
            attempts.WriteAsync(
                async (db, attempt) =>
                {
                    await RenameAsync(db, one);

                    if (attempt == 1)
                    {
                        bothHoldOne.SignalAndWait();
                    }

                    await RenameAsync(db, other);
                }
            );
    }

    [Fact]
    public async Task A_caller_who_hangs_up_after_the_load_does_not_cut_the_commit_short()
    {
        using var request = new CancellationTokenSource();
        var user = NewUser();

        await Services
            .GetRequiredService<IDatabase>()
            .WriteAsync(
                TestUsers.Admin,
                async (db, _) =>
                {
                    db.Add(user);
                    await request.CancelAsync();

                    return 0;
                },
                request.Token
            );

        await using var connection = await database.ConnectAsAppAsync();
        (
            await connection.AskAsync<bool>("SELECT EXISTS (SELECT FROM users WHERE id = $1)", user.Id)
        ).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _log.Dispose();
    }

    private static Task<int> RenameAsync(DbContext db, Guid id) =>
        db.Set<User>()
            .Where(user => user.Id == id)
            .ExecuteUpdateAsync(user => user.SetProperty(u => u.DisplayName, "both"));

    private static User NewUser() =>
        User.Register(
            Guid.CreateVersion7(FakeClock.Beginning),
            TestUsers.Input().Email!,
            "Ada",
            User.NoPreferences,
            FakeClock.Beginning
        );
}
