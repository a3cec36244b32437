using Enterprise.Infrastructure.Resilience.Outcomes;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience.Outcomes;

/// <summary>What a commit's answer means; deferred triggers give the answers that a server in distress would.</summary>
public sealed class CommitTests(CommitAnswers answers) : IClassFixture<CommitAnswers>
{
    [Fact]
    public async Task A_commit_without_a_warning_is_made()
    {
        await CommitAsync("quiet");

        (await answers.CountAsync("quiet")).ShouldBe(1);
    }

    [Fact]
    public async Task A_notice_is_no_warning()
    {
        await CommitAsync("NOTICE");

        (await answers.CountAsync("NOTICE")).ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_that_is_made_with_a_warning_may_not_last()
    {
        var unknown = await Should.ThrowAsync<OutcomeUnknownException>(() => CommitAsync("WARNING"));

        unknown.InnerException.ShouldBeNull();
        (await answers.CountAsync("WARNING")).ShouldBe(1);
    }

    [Theory]
    [InlineData("23514")]
    [InlineData("40001")]
    [InlineData("57014")]
    [InlineData("53100")]
    public async Task What_the_server_refused_has_not_been_made(string sqlState)
    {
        var refusal = await Should.ThrowAsync<PostgresException>(() => CommitAsync(sqlState));

        refusal.SqlState.ShouldBe(sqlState);
        (await answers.CountAsync(sqlState)).ShouldBe(0);
    }

    [Theory]
    [InlineData("08006")]
    [InlineData("57P01")]
    public async Task Where_the_session_ended_under_it_nobody_knows(string sqlState)
    {
        var unknown = await Should.ThrowAsync<OutcomeUnknownException>(() => CommitAsync(sqlState));

        unknown.InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(sqlState);
    }

    public static TheoryData<Exception, bool> DriverFailures { get; } =
        new()
        {
            { Failures.Broken(), true },
            { Failures.Slow(), true },
            { new TimeoutException(), true },
            { new IOException(), true },
            { new InvalidOperationException(), false },
        };

    [Theory]
    [MemberData(nameof(DriverFailures))]
    public async Task What_the_driver_says_without_an_answer_is_a_doubt(Exception failure, bool isDoubt)
    {
        await using var connection = new NpgsqlConnection();

        var thrown = await Should.ThrowAsync<Exception>(() =>
            Commit.ExecuteAsync(connection, () => Task.FromException(failure))
        );

        (isDoubt ? thrown.ShouldBeOfType<OutcomeUnknownException>().InnerException : thrown).ShouldBeSameAs(
            failure
        );
    }

    [Fact]
    public async Task A_warning_before_or_after_it_is_not_its_own()
    {
        await using var connection = await answers.Database.ConnectAsAppAsync();

        for (var i = 0; i < 2; i++)
        {
            await connection.RunAsync("DO $$ BEGIN RAISE WARNING 'of a statement'; END $$");
            await using var transaction = await connection.BeginTransactionAsync();
            await Commit.ExecuteAsync(connection, () => transaction.CommitAsync());
        }

        await connection.RunAsync("DO $$ BEGIN RAISE WARNING 'of a statement'; END $$");
    }

    private async Task CommitAsync(string answer)
    {
        await using var connection = await answers.Database.ConnectAsAppAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await CommitAnswers.AddUserAsync(connection, answer);
        await Commit.ExecuteAsync(connection, () => transaction.CommitAsync());
    }
}
