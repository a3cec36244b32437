using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>How large one pool may be, and how long its commands may take.</summary>
/// <param name="Setting">The setting that bounds it, as the environment spells it.</param>
/// <param name="Min">The connections that stay open: 0 to <paramref name="Max"/>.</param>
/// <param name="Max">The most connections: 1 to 1000.</param>
/// <param name="CommandTimeout">Seconds for one command.</param>
public sealed record PoolBounds(string Setting, int Min, int Max, int CommandTimeout)
{
    /// <summary>The largest pool.</summary>
    public const int Largest = 1000;

    /// <summary>Reads the bounds of one purpose, which has its share unless its own settings say otherwise.</summary>
    internal static PoolBounds From(
        Func<string, string?> setting,
        ConnectionPurpose purpose,
        string shareOf,
        int minShare,
        int maxShare,
        int commandTimeout
    )
    {
        var name = $"Database:{purpose}:MaxConnections";
        var max = setting.WholeNumber(name, Math.Max(1, maxShare), 1, Largest);

        return new PoolBounds(
            SettingReader.InEnvironment(setting(name) is null ? shareOf : name),
            setting.WholeNumber($"Database:{purpose}:MinConnections", Math.Min(minShare, max), 0, max),
            max,
            commandTimeout
        );
    }
}
