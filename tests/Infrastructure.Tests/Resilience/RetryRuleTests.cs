using Enterprise.Application.Idempotency;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Outcomes;

namespace Enterprise.Infrastructure.Tests.Resilience;

public sealed class RetryRuleTests
{
    private static readonly Dictionary<string, RetryRule> Rules = new(StringComparer.Ordinal)
    {
        ["read"] = RetryRule.Read,
        ["write"] = RetryRule.Write,
        ["idempotent write"] = RetryRule.IdempotentWrite,
    };

    private static readonly Dictionary<FailureKind, Exception> Examples = new()
    {
        [FailureKind.Permanent] = Failures.Server("23505"),
        [FailureKind.RetryFreely] = Failures.Server("40001"),
        [FailureKind.BackOff] = Failures.Slow(),
        [FailureKind.OutcomeUnknown] = Failures.Broken(),
    };

    [Theory]
    [InlineData("read", nameof(FailureKind.Permanent), false)]
    [InlineData("read", nameof(FailureKind.RetryFreely), true)]
    [InlineData("read", nameof(FailureKind.BackOff), false)]
    [InlineData("read", nameof(FailureKind.OutcomeUnknown), true)]
    [InlineData("write", nameof(FailureKind.Permanent), false)]
    [InlineData("write", nameof(FailureKind.RetryFreely), true)]
    [InlineData("write", nameof(FailureKind.BackOff), false)]
    [InlineData("write", nameof(FailureKind.OutcomeUnknown), false)]
    [InlineData("idempotent write", nameof(FailureKind.Permanent), false)]
    [InlineData("idempotent write", nameof(FailureKind.RetryFreely), true)]
    [InlineData("idempotent write", nameof(FailureKind.BackOff), false)]
    [InlineData("idempotent write", nameof(FailureKind.OutcomeUnknown), true)]
    public void A_failure_is_followed_by_another_attempt_only_where_that_can_do_no_harm(
        string rule,
        string kind,
        bool isRepeated
    )
    {
        var failure = Examples[Enum.Parse<FailureKind>(kind)];

        for (var attempt = 1; attempt < RetryRule.Attempts; attempt++)
        {
            Rules[rule].MayRepeat(failure, attempt).ShouldBe(isRepeated);
        }
    }

    [Fact]
    public void There_are_four_attempts_whatever_the_rule()
    {
        RetryRule.Attempts.ShouldBe(4);

        foreach (var rule in Rules.Values)
        {
            rule.MayRepeat(Failures.Server("40001"), 3).ShouldBeTrue();
            rule.MayRepeat(Failures.Server("40001"), 4).ShouldBeFalse();
            rule.MayRepeat(Failures.Server("40001"), 5).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_request_that_is_under_way_is_waited_for_only_by_a_later_attempt_of_itself()
    {
        RetryRule.IdempotentWrite.MayRepeat(new StillRunningException(), 1).ShouldBeFalse();
        RetryRule.IdempotentWrite.MayRepeat(new StillRunningException(), 2).ShouldBeTrue();
        RetryRule.IdempotentWrite.MayRepeat(new StillRunningException(), 3).ShouldBeTrue();
        RetryRule.IdempotentWrite.MayRepeat(new StillRunningException(), 4).ShouldBeFalse();
        RetryRule.Write.MayRepeat(new StillRunningException(), 2).ShouldBeFalse();
        RetryRule.Read.MayRepeat(new StillRunningException(), 2).ShouldBeFalse();
    }

    [Fact]
    public void A_commit_without_an_answer_is_repeated_only_where_a_record_tells_of_it()
    {
        var unknown = new OutcomeUnknownException(Failures.Broken());

        RetryRule.Write.MayRepeat(unknown, 1).ShouldBeFalse();
        RetryRule.IdempotentWrite.MayRepeat(unknown, 1).ShouldBeTrue();
    }

    [Fact]
    public void Each_rule_has_the_name_of_what_it_is_for()
    {
        foreach (var (name, rule) in Rules)
        {
            rule.Name.ShouldBe(name);
        }
    }

    [Theory]
    [InlineData(1, 25, 50)]
    [InlineData(2, 50, 100)]
    [InlineData(3, 100, 200)]
    [InlineData(4, 200, 400)]
    [InlineData(5, 200, 400)]
    [InlineData(10, 200, 400)]
    public void A_pause_doubles_up_to_a_bound_and_half_of_it_is_chance(int attempt, int least, int most)
    {
        var pauses = Enumerable.Range(0, 400).Select(_ => RetryRule.PauseAfter(attempt)).ToArray();
        var spread = (most - least) / 10d;

        pauses.Min().TotalMilliseconds.ShouldBeInRange(least, least + spread);
        pauses.Max().TotalMilliseconds.ShouldBeInRange(most - spread, most);
        pauses.Distinct().Count().ShouldBeGreaterThan(100);
    }
}
