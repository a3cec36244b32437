using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>The server that the model is held against while it is designed.</summary>
internal static class TargetServer
{
    /// <summary>Such as <c>postgresql 15</c>, the default, or <c>mariadb 10.11</c>.</summary>
    public const string Setting = "Database:TargetServer";

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidSettingException">It names no server.</exception>
    public static DatabaseServer From(Func<string, string?> setting)
    {
        if (setting(Setting) is not { Length: > 0 } text)
        {
            return DatabaseServer.Oldest;
        }

        try
        {
            return DatabaseServer.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new InvalidSettingException(
                $"The setting {SettingReader.InEnvironment(Setting)} is wrong: {exception.Message}"
            );
        }
    }
}
