using Enterprise.Tests.Support.Lengths;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>Tests that break what is under the service while it is under load, one after the other.</summary>
/// <remarks>
/// What they measure is time, too, so nothing else may run beside them. In the suite they are short and have
/// patience; <c>ENTERPRISE_TEST_FAULTS=full</c> gives them the length and the bounds of the promises.
/// </remarks>
[CollectionDefinition(nameof(FaultTests), DisableParallelization = true)]
public sealed class FaultTests;

/// <summary>How long faults last, and how much patience an answer is given.</summary>
internal static class FaultTimes
{
    /// <summary>What a busy machine may add to a bound.</summary>
    private static readonly TimeSpan BusyMachine = TimeSpan.FromSeconds(3);

    public static bool AreFull => FullLength.IsWanted;

    /// <summary>A length of the promises, or the short one of the suite.</summary>
    public static TimeSpan Length(double full, double brief) => TimeSpan.FromSeconds(AreFull ? full : brief);

    /// <summary>A bound of the promises, or the patient one of the suite.</summary>
    public static TimeSpan Bound(double seconds) =>
        AreFull ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(seconds) + BusyMachine;
}
