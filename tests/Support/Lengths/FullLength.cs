namespace Enterprise.Tests.Support.Lengths;

/// <summary>
/// Whether tests that are short in the suite have the length and the bounds of the promises:
/// <c>ENTERPRISE_TEST_FAULTS=full</c>.
/// </summary>
public static class FullLength
{
    /// <summary>Whether it was asked for.</summary>
    public static bool IsWanted { get; } =
        Environment.GetEnvironmentVariable("ENTERPRISE_TEST_FAULTS") is "full";
}
