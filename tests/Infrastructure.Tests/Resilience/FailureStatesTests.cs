using System.Net.Sockets;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Enterprise.Infrastructure.Resilience.FailureKind;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Whom each failure blames, what it is called, and what MySQL's numbers mean.</summary>
public sealed class FailureStatesTests
{
    [Theory]
    [InlineData(1060, "duplicate_column", nameof(Permanent), false)]
    [InlineData(1054, "undefined_column", nameof(Permanent), false)]
    [InlineData(1062, "unique_violation", nameof(Permanent), false)]
    [InlineData(1064, "syntax_error", nameof(Permanent), false)]
    [InlineData(1050, "duplicate_table", nameof(Permanent), false)]
    [InlineData(1146, "undefined_table", nameof(Permanent), false)]
    [InlineData(1205, "lock_wait_timeout", nameof(RetryFreely), false)]
    [InlineData(1213, "deadlock_detected", nameof(RetryFreely), false)]
    [InlineData(1040, "too_many_connections", nameof(BackOff), true)]
    [InlineData(2006, "server_has_gone_away", nameof(OutcomeUnknown), true)]
    [InlineData(2013, "connection_lost", nameof(OutcomeUnknown), true)]
    [InlineData(1, "unlisted", nameof(Permanent), false)]
    public void A_number_of_MySQL_has_its_true_meaning(int number, string name, string kind, bool blames) =>
        FailureTable.MeaningOf(number).ShouldBe(Meaning(name, kind, blames));

    [Theory]
    [InlineData("40001", "serialization_failure", nameof(RetryFreely), false)]
    [InlineData("40002", "transaction_integrity_constraint_violation", nameof(RetryFreely), false)]
    [InlineData("40P01", "deadlock_detected", nameof(RetryFreely), false)]
    [InlineData("55P03", "lock_not_available", nameof(RetryFreely), false)]
    [InlineData("25006", "read_only_sql_transaction", nameof(RetryFreely), true)]
    [InlineData("57P03", "cannot_connect_now", nameof(RetryFreely), true)]
    [InlineData("53300", "insufficient_resources", nameof(BackOff), true)]
    [InlineData("57014", "query_canceled", nameof(BackOff), false)]
    [InlineData("08P01", "connection_exception", nameof(OutcomeUnknown), true)]
    [InlineData("40003", "statement_completion_unknown", nameof(OutcomeUnknown), true)]
    [InlineData("57P01", "admin_shutdown", nameof(OutcomeUnknown), true)]
    [InlineData("57P02", "crash_shutdown", nameof(OutcomeUnknown), true)]
    [InlineData("57P05", "idle_session_timeout", nameof(OutcomeUnknown), true)]
    [InlineData("58030", "system_error", nameof(OutcomeUnknown), true)]
    [InlineData("42P07", "duplicate_table", nameof(Permanent), false)]
    [InlineData("42701", "duplicate_column", nameof(Permanent), false)]
    [InlineData("42703", "undefined_column", nameof(Permanent), false)]
    [InlineData("42P01", "undefined_table", nameof(Permanent), false)]
    [InlineData("42804", "datatype_mismatch", nameof(Permanent), false)]
    [InlineData("42601", "syntax_error", nameof(Permanent), false)]
    [InlineData("23505", "unique_violation", nameof(Permanent), false)]
    [InlineData("42501", "unlisted", nameof(Permanent), false)]
    public void A_state_has_its_name_in_the_manual_and_blames_the_server_only_for_its_own(
        string sqlState,
        string name,
        string kind,
        bool blames
    )
    {
        FailureTable.MeaningOf(sqlState).ShouldBe(Meaning(name, kind, blames));
        FailureTable.BlamesTarget(Failures.Server(sqlState)).ShouldBe(blames);
    }

    public static TheoryData<Exception?, string, string, bool> DriverFailures { get; } =
        new()
        {
            { null, "unlisted", nameof(Permanent), false },
            { new InvalidOperationException("ours"), "unlisted", nameof(Permanent), false },
            { new DbUpdateConcurrencyException(), "lost_race", nameof(RetryFreely), false },
            { new PoolExhaustedException("full"), "pool_exhausted", nameof(BackOff), false },
            { Failures.Open(), "circuit_open", nameof(BackOff), false },
            { new TimeoutException(), "timeout", nameof(BackOff), true },
            { Failures.Slow(), "timeout", nameof(BackOff), true },
            { Failures.Broken(), "connection_broken", nameof(OutcomeUnknown), true },
            { new NpgsqlException("No suitable host"), "connection_broken", nameof(OutcomeUnknown), true },
            { new SocketException(), "connection_broken", nameof(OutcomeUnknown), true },
            { new IOException(), "connection_broken", nameof(OutcomeUnknown), true },
            { new NothingLeftException(Failures.Broken()), "connection_broken", nameof(RetryFreely), true },
            { new NothingLeftException(Failures.Slow()), "timeout", nameof(BackOff), true },
            { new OutcomeUnknownException(null), "unlisted", nameof(OutcomeUnknown), false },
            { new OutcomeUnknownException(Failures.Slow()), "timeout", nameof(OutcomeUnknown), true },
            {
                new NothingLeftException(new OutcomeUnknownException(null)),
                "unlisted",
                nameof(RetryFreely),
                false
            },
        };

    [Theory]
    [MemberData(nameof(DriverFailures))]
    public void A_failure_without_a_state_has_a_name_and_a_culprit(
        Exception? failure,
        string name,
        string kind,
        bool blames
    )
    {
        FailureTable.MeaningOf(failure).ShouldBe(Meaning(name, kind, blames));
        FailureTable.BlamesTarget(failure).ShouldBe(blames);
    }

    [Fact]
    public void A_cause_is_found_however_deep_it_is()
    {
        var server = Failures.Server("40001");

        new InvalidOperationException("a", new DbUpdateException("b", server))
            .Find<PostgresException>()
            .ShouldBeSameAs(server);
        server.Find<PostgresException>().ShouldBeSameAs(server);
        server.Find<TimeoutException>().ShouldBeNull();
        ((Exception?)null).Find<Exception>().ShouldBeNull();
    }

    [Fact]
    public void What_the_resilience_layer_says_of_a_failure_names_what_it_means()
    {
        new NothingLeftException(Failures.Slow()).Message.ShouldContain("before a change could be committed");
        new OutcomeUnknownException(null).Message.ShouldContain("not known");
        Failures.Open().Message.ShouldContain("'primary' is open");
    }

    private static FailureMeaning Meaning(string name, string kind, bool blames) =>
        new(name, Enum.Parse<FailureKind>(kind), blames);
}
