using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections;

/// <summary>Which mode each kind of work takes; the settings <c>Database:Modes:…</c> say otherwise.</summary>
/// <remarks>
/// What needs no session after its statement goes through the pooler; what might need one goes past it. The
/// service's own changes need none after their transaction, so without a pooler in session mode they go where
/// reads go. A call may name its mode, and then this table is not asked.
/// </remarks>
public sealed class ModePolicy
{
    private const string Section = "Database:Modes:";

    private static readonly ConnectionMode[] Defaults = DefaultsByKind();

    /// <summary>By name alone: an enumeration is also parsed from numbers and from lists of names.</summary>
    private static readonly Dictionary<string, ConnectionMode> ByName = Enum.GetValues<ConnectionMode>()
        .ToDictionary(mode => mode.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly ConnectionMode[] _modes;

    private ModePolicy(ConnectionMode[] modes) => _modes = modes;

    /// <summary>The mode of a kind of work.</summary>
    public ConnectionMode this[WorkKind kind] => _modes[(int)kind];

    /// <summary>Reads what differs from the table.</summary>
    /// <exception cref="InvalidSettingException">A mode has no such name; the message names the setting.</exception>
    public static ModePolicy From(Func<string, string?> setting) =>
        new([.. Enum.GetValues<WorkKind>().Select(kind => Read(setting, kind, DefaultOf(setting, kind)))]);

    private static ConnectionMode DefaultOf(Func<string, string?> setting, WorkKind kind) =>
        kind is WorkKind.SingleWrite && string.IsNullOrEmpty(setting(ConnectionStrings.SessionSetting))
            ? ConnectionMode.Transaction
            : Defaults[(int)kind];

    private static ConnectionMode Read(
        Func<string, string?> setting,
        WorkKind kind,
        ConnectionMode otherwise
    ) =>
        setting(Section + kind) is { Length: > 0 } text
            ? ByName.TryGetValue(text, out var mode)
                ? mode
                : throw new InvalidSettingException(
                    $"The setting {SettingReader.InEnvironment(Section + kind)} is '{text}': "
                        + "it must be direct, session or transaction."
                )
            : otherwise;

    private static ConnectionMode[] DefaultsByKind()
    {
        var modes = new ConnectionMode[Enum.GetValues<WorkKind>().Length];
        modes[(int)WorkKind.Read] = ConnectionMode.Transaction;
        modes[(int)WorkKind.Count] = ConnectionMode.Transaction;
        modes[(int)WorkKind.VectorSearch] = ConnectionMode.Transaction;
        modes[(int)WorkKind.SingleWrite] = ConnectionMode.Session;
        modes[(int)WorkKind.ExplicitTransaction] = ConnectionMode.Direct;
        modes[(int)WorkKind.RawSql] = ConnectionMode.Direct;
        modes[(int)WorkKind.LongRunning] = ConnectionMode.Direct;
        modes[(int)WorkKind.Migration] = ConnectionMode.Direct;

        return modes;
    }
}
