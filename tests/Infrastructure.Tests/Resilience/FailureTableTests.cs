using System.Net.Sockets;
using Enterprise.Infrastructure.Resilience;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Enterprise.Infrastructure.Resilience.FailureKind;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>What each SQLSTATE of the manual's appendix A means to whoever thinks of trying again.</summary>
public sealed class FailureTableTests
{
    [Theory]
    [InlineData("40001", nameof(RetryFreely))]
    [InlineData("40P01", nameof(RetryFreely))]
    [InlineData("40002", nameof(RetryFreely))]
    [InlineData("55P03", nameof(RetryFreely))]
    [InlineData("25006", nameof(RetryFreely))]
    [InlineData("57P03", nameof(RetryFreely))]
    [InlineData("53000", nameof(BackOff))]
    [InlineData("53100", nameof(BackOff))]
    [InlineData("53200", nameof(BackOff))]
    [InlineData("53300", nameof(BackOff))]
    [InlineData("57014", nameof(BackOff))]
    [InlineData("08000", nameof(OutcomeUnknown))]
    [InlineData("08003", nameof(OutcomeUnknown))]
    [InlineData("08006", nameof(OutcomeUnknown))]
    [InlineData("08P01", nameof(OutcomeUnknown))]
    [InlineData("40003", nameof(OutcomeUnknown))]
    [InlineData("57P01", nameof(OutcomeUnknown))]
    [InlineData("57P02", nameof(OutcomeUnknown))]
    [InlineData("57P05", nameof(OutcomeUnknown))]
    [InlineData("58000", nameof(OutcomeUnknown))]
    [InlineData("58030", nameof(OutcomeUnknown))]
    [InlineData("23505", nameof(Permanent))]
    [InlineData("23503", nameof(Permanent))]
    [InlineData("23514", nameof(Permanent))]
    [InlineData("22001", nameof(Permanent))]
    [InlineData("25000", nameof(Permanent))]
    [InlineData("25P02", nameof(Permanent))]
    [InlineData("28P01", nameof(Permanent))]
    [InlineData("3D000", nameof(Permanent))]
    [InlineData("40000", nameof(Permanent))]
    [InlineData("42501", nameof(Permanent))]
    [InlineData("42601", nameof(Permanent))]
    [InlineData("42P01", nameof(Permanent))]
    [InlineData("42P07", nameof(Permanent))]
    [InlineData("42804", nameof(Permanent))]
    [InlineData("57000", nameof(Permanent))]
    [InlineData("57P04", nameof(Permanent))]
    [InlineData("XX000", nameof(Permanent))]
    public void A_state_means_one_thing(string sqlState, string kind)
    {
        FailureTable.MeaningOf(sqlState).Kind.ToString().ShouldBe(kind);
        FailureTable.KindOf(Server(sqlState)).ToString().ShouldBe(kind);
        FailureTable.KindOf(new DbUpdateException("wrapped", Server(sqlState))).ToString().ShouldBe(kind);
    }

    public static TheoryData<Exception, string> DriverFailures { get; } =
        new()
        {
            { new NpgsqlException("broke", new IOException()), nameof(OutcomeUnknown) },
            { new NpgsqlException("broke", new SocketException()), nameof(OutcomeUnknown) },
            { new NpgsqlException("slow", new TimeoutException()), nameof(BackOff) },
            { new TimeoutException(), nameof(BackOff) },
            { new DbUpdateConcurrencyException(), nameof(RetryFreely) },
            { new NothingLeftException(Server("08006")), nameof(RetryFreely) },
            {
                new NothingLeftException(new NpgsqlException("broke", new IOException())),
                nameof(RetryFreely)
            },
            { new NothingLeftException(new TimeoutException()), nameof(BackOff) },
            { new NothingLeftException(Server("53300")), nameof(BackOff) },
            { new NothingLeftException(Server("42501")), nameof(Permanent) },
            { new InvalidOperationException("ours"), nameof(Permanent) },
            { new OperationCanceledException(), nameof(Permanent) },
            { new InvalidOperationException("ours", Server("40001")), nameof(RetryFreely) },
        };

    [Theory]
    [MemberData(nameof(DriverFailures))]
    public void A_failure_without_a_state_is_judged_by_what_it_is(Exception failure, string kind) =>
        FailureTable.KindOf(failure).ToString().ShouldBe(kind);

    [Theory]
    [InlineData("28P01")]
    [InlineData("3D000")]
    [InlineData("55000")]
    [InlineData("25P03")]
    [InlineData("57P04")]
    public void A_state_that_ends_the_session_is_the_servers_to_answer_for(string sqlState)
    {
        foreach (var severity in new[] { "FATAL", "PANIC" })
        {
            var failure = FailureTable.MeaningOf(
                new PostgresException("text", "TÖDLICH", severity, sqlState)
            );

            failure.ShouldBe(
                new FailureMeaning($"session_ended_{sqlState}", OutcomeUnknown, BlamesTarget: true)
            );
        }
    }

    [Fact]
    public void A_state_that_is_listed_means_the_same_where_it_ends_the_session() =>
        FailureTable.KindOf(new PostgresException("text", "FATAL", "FATAL", "53300")).ShouldBe(BackOff);

    [Fact]
    public void No_failure_is_permanent() => FailureTable.KindOf((Exception?)null).ShouldBe(Permanent);

    private static PostgresException Server(string sqlState) => new("text", "ERROR", "ERROR", sqlState);
}
