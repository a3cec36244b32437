using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections.Sizing;

/// <summary>Whether pools follow their load; the setting <c>Database:AutoSizePools</c>.</summary>
/// <param name="IsApplied">
/// Whether the recommendation is applied, within the bounds of each pool; unless it is said otherwise it is only
/// logged and shown.
/// </param>
public sealed record SizingOptions(bool IsApplied)
{
    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is neither true nor false; the message names it.</exception>
    public static SizingOptions From(Func<string, string?> setting) =>
        new(setting.Switch("Database:AutoSizePools", otherwise: false));
}
