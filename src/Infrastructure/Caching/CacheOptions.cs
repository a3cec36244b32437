using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Caching;

/// <summary>How long and how much is remembered; the settings <c>Cache:…</c>.</summary>
/// <param name="Lifetime">Of an answer that has none of its own: 0 to 3600 seconds; 0 remembers nothing at all.</param>
/// <param name="Staleness">How old an answer may be that is told in an outage: 0 to 86,400 seconds.</param>
/// <param name="MaxBytes">The most that all answers together take: 1 to 4096 MiB.</param>
internal sealed record CacheOptions(TimeSpan Lifetime, TimeSpan Staleness, long MaxBytes)
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is no number or out of range; the message names it.</exception>
    public static CacheOptions From(Func<string, string?> setting) =>
        new(
            TimeSpan.FromSeconds(setting.WholeNumber("Cache:Seconds", 60, 0, 3600)),
            TimeSpan.FromSeconds(setting.WholeNumber("Cache:StaleSeconds", 600, 0, 86_400)),
            setting.WholeNumber("Cache:MaxMegabytes", 64, 1, 4096) * Mebibyte
        );
}
