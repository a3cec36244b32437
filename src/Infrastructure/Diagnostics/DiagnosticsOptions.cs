using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Diagnostics;

/// <summary>What is watched and from when on it is told; the settings <c>Diagnostics:…</c>.</summary>
/// <param name="IsEnabled">Whether anything is watched beside what the data layer needs itself.</param>
/// <param name="WarningPercent">From which share of its connections on a pool is warned of: 1 to 100.</param>
/// <param name="CriticalPercent">From which share on that is critical: the former to 100.</param>
/// <param name="Monitoring">How often the state of the pools is written down: 1 to 3600 seconds.</param>
/// <param name="SlowQuery">From which time on a statement is slow: 0 to 60,000 ms; 0 for none.</param>
internal sealed record DiagnosticsOptions(
    bool IsEnabled,
    int WarningPercent,
    int CriticalPercent,
    TimeSpan Monitoring,
    TimeSpan SlowQuery
)
{
    /// <summary>The setting that turns all of it off.</summary>
    public const string EnabledSetting = "Diagnostics:Enabled";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is of the wrong kind or out of range; the message names it.</exception>
    public static DiagnosticsOptions From(Func<string, string?> setting)
    {
        var warning = setting.WholeNumber("Diagnostics:PoolWarningPercent", 80, 1, 100);

        return new(
            setting.Switch(EnabledSetting, otherwise: true),
            warning,
            setting.WholeNumber("Diagnostics:PoolCriticalPercent", Math.Max(95, warning), warning, 100),
            TimeSpan.FromSeconds(setting.WholeNumber("Diagnostics:MonitorSeconds", 60, 1, 3600)),
            TimeSpan.FromMilliseconds(
                setting.WholeNumber("Diagnostics:SlowQueryMilliseconds", 500, 0, 60_000)
            )
        );
    }
}
