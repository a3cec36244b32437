using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections.Pools;

namespace Enterprise.Infrastructure.Connections;

/// <summary>How many connections this node holds, and how long they may take; the settings <c>Database:…</c>.</summary>
/// <remarks>
/// <para>
/// The number is for the node as a whole, for that is what the server's <c>max_connections</c> is spent on. It is
/// divided among the purposes: half for reads, two fifths for changes, a tenth for long work, each at least one.
/// Migrations come on top, and only while they run. <c>Database:Read:MaxConnections</c> and its like bound one pool
/// by itself.
/// </para>
/// <para>
/// Time is bounded from within: the server's <c>statement_timeout</c> (set for the role) is below
/// <see cref="CommandTimeout"/>, and that is below <see cref="RequestBudget"/>.
/// </para>
/// </remarks>
public sealed record PoolOptions
{
    /// <summary>The setting of <see cref="MaxConnections"/>.</summary>
    public const string MaxSetting = "Database:MaxConnections";

    private const string MaxAlias = "DB_MAX_CONNECTIONS";
    private const string MinSetting = "Database:MinConnections";
    private const string MinAlias = "DB_MIN_CONNECTIONS";
    private const int DefaultMaxConnections = 50;
    private const int DefaultMinConnections = 4;
    private const int DefaultConnectTimeout = 2;
    private const int DefaultCommandTimeout = 4;
    private const int DefaultRequestBudget = 5;
    private const int DefaultLongCommandTimeout = 300;
    private const double ShareOfCommandTimeout = 0.75;
    private const int MigrationConnections = 2;
    private const int MigrationCommandTimeout = 600;

    /// <summary>The most connections of the node: 1 to 1000, 50 unless it is said otherwise.</summary>
    public int MaxConnections { get; init; } = DefaultMaxConnections;

    /// <summary>The connections that stay open: 0 to <see cref="MaxConnections"/>, 4 unless it is said otherwise.</summary>
    public int MinConnections { get; init; } = DefaultMinConnections;

    /// <summary>
    /// Seconds for opening a connection, and for waiting for a free one: 2 to 60, 2 unless it is said otherwise.
    /// </summary>
    /// <remarks>With several hosts one second would become none at all, and none is for ever.</remarks>
    public int ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>Seconds for one short command: 1 to 600, 4 unless it is said otherwise.</summary>
    public int CommandTimeout { get; init; } = DefaultCommandTimeout;

    /// <summary>When the server ends a short statement by itself: some time before the client gives up on it.</summary>
    public TimeSpan StatementTimeout => TimeSpan.FromSeconds(CommandTimeout) * ShareOfCommandTimeout;

    /// <summary>Seconds within which a request has its answer: 2 to 900, 5 unless it is said otherwise.</summary>
    public TimeSpan RequestBudget { get; init; } = TimeSpan.FromSeconds(DefaultRequestBudget);

    /// <summary>The bounds of each pool.</summary>
    public IReadOnlyDictionary<ConnectionPurpose, PoolBounds> Pools { get; init; } =
        new Dictionary<ConnectionPurpose, PoolBounds>();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is no number or out of range; the message names it.</exception>
    public static PoolOptions From(Func<string, string?> setting)
    {
        var maxName = setting.FirstGiven(MaxSetting, MaxAlias);
        var max = setting.WholeNumber(maxName, DefaultMaxConnections, 1, PoolBounds.Largest);
        var min = setting.WholeNumber(
            setting.FirstGiven(MinSetting, MinAlias),
            Math.Min(DefaultMinConnections, max),
            0,
            max
        );
        var budget = setting.WholeNumber("Database:RequestBudget", DefaultRequestBudget, 2, 900);
        var command = setting.WholeNumber(
            "Database:CommandTimeout",
            Math.Min(DefaultCommandTimeout, budget - 1),
            1,
            budget - 1
        );
        var longCommand = setting.WholeNumber(
            "Database:LongRunning:CommandTimeout",
            DefaultLongCommandTimeout,
            1,
            86_400
        );
        var (writes, longWork) = (max * 2 / 5, max / 10);

        return new PoolOptions
        {
            MaxConnections = max,
            MinConnections = min,
            ConnectTimeout = setting.WholeNumber("Database:ConnectTimeout", DefaultConnectTimeout, 2, 60),
            CommandTimeout = command,
            RequestBudget = TimeSpan.FromSeconds(budget),
            Pools = new Dictionary<ConnectionPurpose, PoolBounds>
            {
                [ConnectionPurpose.Read] = Bounds(
                    ConnectionPurpose.Read,
                    min - (min / 2),
                    max - writes - longWork,
                    command
                ),
                [ConnectionPurpose.Write] = Bounds(ConnectionPurpose.Write, min / 2, writes, command),
                [ConnectionPurpose.LongRunning] = Bounds(
                    ConnectionPurpose.LongRunning,
                    0,
                    longWork,
                    longCommand
                ),
                [ConnectionPurpose.Migration] = Bounds(
                    ConnectionPurpose.Migration,
                    0,
                    MigrationConnections,
                    MigrationCommandTimeout
                ),
            },
        };

        PoolBounds Bounds(ConnectionPurpose purpose, int minShare, int maxShare, int timeout) =>
            PoolBounds.From(setting, purpose, maxName, minShare, maxShare, timeout);
    }
}
