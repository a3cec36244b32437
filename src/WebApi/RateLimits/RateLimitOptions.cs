using Enterprise.Application.Settings;

namespace Enterprise.WebApi.RateLimits;

/// <summary>How many requests an API key may make; the settings <c>RateLimits:…</c>.</summary>
/// <param name="Quota">The requests of a window, and the most in one burst: 1 to 10,000,000.</param>
/// <param name="WindowSeconds">The window in seconds: 1 to 86,400.</param>
internal sealed record RateLimitOptions(int Quota, int WindowSeconds)
{
    /// <summary>The form of <see cref="Policy"/>.</summary>
    public const string PolicyPattern = $"^\"{RateLimit.PolicyName}\";q=[0-9]+;w=[0-9]+$";

    private const int DefaultQuota = 6000;
    private const int DefaultWindowSeconds = 60;

    /// <summary>The policy as a field of an answer (IETF draft "RateLimit header fields for HTTP").</summary>
    public string Policy { get; } = $"\"{RateLimit.PolicyName}\";q={Quota};w={WindowSeconds}";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is no number or out of range; the message names it.</exception>
    public static RateLimitOptions From(Func<string, string?> setting) =>
        new(
            setting.WholeNumber("RateLimits:Quota", DefaultQuota, 1, 10_000_000),
            setting.WholeNumber("RateLimits:WindowSeconds", DefaultWindowSeconds, 1, 86_400)
        );
}
