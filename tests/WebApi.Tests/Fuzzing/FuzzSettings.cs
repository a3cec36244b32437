using System.Globalization;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>From which seed the fuzz test runs, and how long; the environment may say otherwise.</summary>
internal static class FuzzSettings
{
    public const string SeedSetting = "ENTERPRISE_TEST_FUZZ_SEED";
    public const string RequestsSetting = "ENTERPRISE_TEST_FUZZ_REQUESTS";

    private const int DefaultSeed = 20_270_501;
    private const int DefaultRequests = 20_000;

    /// <summary>The same seed makes the same requests, but for the ids that the service makes.</summary>
    public static int Seed => Read(SeedSetting, DefaultSeed);

    /// <summary>How many requests are sent.</summary>
    public static int Requests => Read(RequestsSetting, DefaultRequests);

    private static int Read(string setting, int otherwise) =>
        Environment.GetEnvironmentVariable(setting) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
