using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>Whether the service may run on a role that row-level security does not bind.</summary>
/// <param name="AllowUnprotected">
/// The setting <c>Database:AllowUnprotectedRole</c>; unless it is given, true in the environment Development only.
/// </param>
public sealed record RoleOptions(bool AllowUnprotected)
{
    private const string Setting = "Database:AllowUnprotectedRole";

    /// <summary>How .NET hosts name the setting of their environment.</summary>
    private const string Environment = "ENVIRONMENT";

    private const string Development = "Development";

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is neither true nor false.</exception>
    public static RoleOptions From(Func<string, string?> setting) =>
        new(
            setting.Switch(
                Setting,
                string.Equals(setting(Environment), Development, StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>Why the service does not start, and what to do.</summary>
    internal static string Refusal(string role, string reason) =>
        $"The role '{role}' is not bound by row-level security: {reason}. Let ConnectionStrings__Primary name the "
        + "application's role that 'db setup' makes, or set "
        + $"{SettingReader.InEnvironment(Setting)}=true to go on without that protection.";
}
