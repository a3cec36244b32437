using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>How long keys are remembered; the setting <c>ApiKeys:CacheSeconds</c>.</summary>
/// <param name="Lifetime">0 to 60 seconds, 5 unless it is said otherwise; 0 asks the database for every request.</param>
internal sealed record ApiKeyCacheOptions(TimeSpan Lifetime)
{
    private const int DefaultSeconds = 5;
    private const int MaxSeconds = 60;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is no number or out of range; the message names it.</exception>
    public static ApiKeyCacheOptions From(Func<string, string?> setting) =>
        new(TimeSpan.FromSeconds(setting.WholeNumber("ApiKeys:CacheSeconds", DefaultSeconds, 0, MaxSeconds)));
}
