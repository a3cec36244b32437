using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections.Leases;

/// <summary>From which age on a lease is taken for a leak; the setting <c>Database:LeaseWarningSeconds</c>.</summary>
/// <param name="WarnAfter">
/// 1 to 3600 seconds, 30 unless it is said otherwise; leases for long work and migrations have ten times that.
/// </param>
public sealed record LeaseOptions(TimeSpan WarnAfter)
{
    private const int DefaultSeconds = 30;
    private const int LongWorkFactor = 10;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is no number or out of range; the message names it.</exception>
    public static LeaseOptions From(Func<string, string?> setting) =>
        new(
            TimeSpan.FromSeconds(setting.WholeNumber("Database:LeaseWarningSeconds", DefaultSeconds, 1, 3600))
        );

    /// <summary>From which age on a lease for a purpose is taken for a leak.</summary>
    internal TimeSpan LimitFor(ConnectionPurpose purpose) =>
        purpose.IsLong() ? WarnAfter * LongWorkFactor : WarnAfter;
}
