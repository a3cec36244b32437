using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>
/// 20,000 requests that nobody should send; <c>ENTERPRISE_TEST_FUZZ_SEED</c> and <c>ENTERPRISE_TEST_FUZZ_REQUESTS</c>
/// say otherwise.
/// </summary>
public sealed class HostileRequestsTests(FuzzRun run, ITestOutputHelper output) : IClassFixture<FuzzRun>
{
    [Fact]
    public void None_ends_in_a_failure_or_in_an_answer_that_is_not_declared_or_changes_what_it_is_refused() =>
        run.Tally.Failures.ShouldBeEmpty(
            $"{FuzzSettings.SeedSetting}={FuzzSettings.Seed} repeats this:\n\n{string.Join("\n\n", run.Tally.Failures)}"
        );

    [Fact]
    public void Every_operation_has_its_share()
    {
        var fair = FuzzSettings.Requests / run.Operations.Count;

        run.Operations.ShouldAllBe(operation => run.Tally.Of($"{operation}") >= fair);
        run.Operations.ShouldAllBe(operation => run.Tally.Of($"accepted {operation}") > 0, $"{run.Tally}");
    }

    [Fact]
    public void Every_kind_of_mutation_is_used() =>
        Mutation
            .All.Select(mutation => mutation.Name)
            .Where(name => run.Tally.Of(name) == 0)
            .ShouldBeEmpty($"{run.Tally}");

    [Fact]
    public void Many_are_accepted_and_many_are_refused()
    {
        output.WriteLine($"{run.Duration}\n{run.Tally}");
        run.Tally.Of("accepted").ShouldBeGreaterThan(FuzzSettings.Requests / 10, $"{run.Tally}");
        run.Tally.Of("refused").ShouldBeGreaterThan(FuzzSettings.Requests / 2, $"{run.Tally}");
        run.Tally.Of("transactions").ShouldBeGreaterThan(FuzzSettings.Requests / 50, $"{run.Tally}");
    }
}
