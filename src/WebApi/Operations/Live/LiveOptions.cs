using Enterprise.Application.Settings;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>How many may look at the service at work, and for how long; the settings <c>Diagnostics:…</c>.</summary>
/// <param name="MaxViewers">How many may look at once: 0 to 1000.</param>
/// <param name="View">
/// After which time a viewer must come again, and show the key again: 0 to 3600 seconds, 0 for one look at a time. A page
/// does so by itself.
/// </param>
internal sealed record LiveOptions(int MaxViewers, TimeSpan View)
{
    private const int DefaultViewers = 50;
    private const int DefaultSeconds = 300;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is of the wrong kind or out of range; the message names it.</exception>
    public static LiveOptions From(Func<string, string?> setting) =>
        new(
            setting.WholeNumber("Diagnostics:MaxViewers", DefaultViewers, 0, 1000),
            TimeSpan.FromSeconds(setting.WholeNumber("Diagnostics:ViewSeconds", DefaultSeconds, 0, 3600))
        );
}
