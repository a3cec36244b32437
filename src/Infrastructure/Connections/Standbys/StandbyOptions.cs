using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>From which lag on a standby is left out; the setting <c>Database:MaxStandbyLagSeconds</c>.</summary>
/// <param name="MaxLag">1 to 3600 seconds, 10 unless it is said otherwise.</param>
public sealed record StandbyOptions(TimeSpan MaxLag)
{
    private const int DefaultSeconds = 10;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is no number or out of range; the message names it.</exception>
    public static StandbyOptions From(Func<string, string?> setting) =>
        new(
            TimeSpan.FromSeconds(
                setting.WholeNumber("Database:MaxStandbyLagSeconds", DefaultSeconds, 1, 3600)
            )
        );
}
