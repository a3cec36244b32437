using System.Globalization;

namespace Enterprise.Application.Settings;

/// <summary>Reads settings, and speaks of them as the environment spells them.</summary>
public static class SettingReader
{
    /// <summary>The name of an environment variable: <c>Database:MaxConnections</c> is <c>Database__MaxConnections</c>.</summary>
    public static string InEnvironment(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>A whole number within bounds; where it is not given, the default.</summary>
    /// <exception cref="InvalidSettingException">It is no number or out of range; the message names it.</exception>
    public static int WholeNumber(
        this Func<string, string?> setting,
        string name,
        int otherwise,
        int min,
        int max
    ) =>
        setting(name) is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
        : throw new InvalidSettingException(
            $"The setting {InEnvironment(name)} is '{text}': it must be a whole number from {min} to {max}."
        );

    /// <summary>Which of several names of one setting is given; the first one where none is.</summary>
    public static string FirstGiven(this Func<string, string?> setting, params string[] names) =>
        Array.Find(names, name => setting(name) is not null) ?? names[0];

    /// <summary>A switch, <c>true</c> or <c>false</c>; where it is not given, the default.</summary>
    /// <exception cref="InvalidSettingException">It is neither; the message names it.</exception>
    public static bool Switch(this Func<string, string?> setting, string name, bool otherwise) =>
        setting(name) is not { } text ? otherwise
        : bool.TryParse(text, out var value) ? value
        : throw new InvalidSettingException(
            $"The setting {InEnvironment(name)} is '{text}': it must be true or false."
        );
}
