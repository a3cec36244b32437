using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Infrastructure.Tests.Resilience.Outcomes;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>What the caller is told of a change, and what becomes of it.</summary>
public sealed class GivenUpTests(CommitAnswers answers) : IClassFixture<CommitAnswers>
{
    private TestDatabase Database => answers.Database;

    [Fact]
    public async Task A_change_that_was_not_committed_by_the_deadline_never_is()
    {
        await using var services = Nodes.On(Database);
        var (user, goesOn) = (Writers.NewUser(), new TaskCompletionSource());
        RequestScope.Begin(TimeSpan.FromMilliseconds(500), TimeProvider.System);

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            new Attempts(services.GetRequiredService<IDatabase>()).WriteAsync(
                async (db, _) =>
                {
                    db.Add(user);
                    await db.SaveChangesAsync();
                    await goesOn.Task;
                }
            )
        );
        failure.OutcomeUnknown.ShouldBeFalse();
        goesOn.SetResult();
        SpinWait
            .SpinUntil(() => services.Lender().Report().Leases.Count == 0, Writers.Patience)
            .ShouldBeTrue();

        (await Database.CountAsync(user)).ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_that_was_made_with_a_warning_is_looked_up_and_counts()
    {
        await using var services = Nodes.On(Database);
        var attempts = new Attempts(services.GetRequiredService<IDatabase>());
        var user = Writers.NewUser("WARNING");

        await attempts.WriteAsync((db, _) => Task.FromResult(db.Add(user)));

        (attempts.Count, await Database.CountAsync(user)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_commit_that_the_server_refuses_is_not_in_doubt()
    {
        await using var services = Nodes.On(Database);
        var attempts = new Attempts(services.GetRequiredService<IDatabase>());
        var user = Writers.NewUser("53100");

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.WriteAsync((db, _) => Task.FromResult(db.Add(user)))
        );

        (failure.OutcomeUnknown, failure.Reason, attempts.Count).ShouldBe(
            (false, "insufficient_resources", 1)
        );
    }

    [Fact]
    public async Task A_unit_of_work_is_committed_by_whoever_runs_it()
    {
        await using var services = Nodes.On(Database);

        await Should.ThrowAsync<InvalidOperationException>(() =>
            new Attempts(services.GetRequiredService<IDatabase>()).WriteAsync(
                async (db, _) => await db.Database.CommitTransactionAsync()
            )
        );
    }
}
