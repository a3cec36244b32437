using Enterprise.Application.Settings;

namespace Enterprise.WebApi.Operations;

/// <summary>What is collected, and whether it is sent anywhere.</summary>
/// <param name="IsEnabled">Whether metrics are collected; the setting <c>Diagnostics:Enabled</c>.</param>
/// <param name="IsSent">
/// Whether there is an OTLP endpoint: OpenTelemetry's own variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.
/// </param>
/// <param name="SampledShare">
/// Which share of requests is traced, 0 to 1, but for those that come with a trace; the setting
/// <c>Diagnostics:TracedPercent</c>.
/// </param>
internal sealed record TelemetryOptions(bool IsEnabled, bool IsSent, double SampledShare)
{
    private const int DefaultPercent = 10;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is of the wrong kind or out of range; the message names it.</exception>
    public static TelemetryOptions From(Func<string, string?> setting) =>
        new(
            setting.Switch("Diagnostics:Enabled", otherwise: true),
            !string.IsNullOrEmpty(setting("OTEL_EXPORTER_OTLP_ENDPOINT")),
            setting.WholeNumber("Diagnostics:TracedPercent", DefaultPercent, 0, 100) / 100.0
        );
}
