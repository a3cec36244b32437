using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>What is known of a unit of work before it begins: which connection it needs, and when it may be repeated.</summary>
/// <param name="Holder">Who does it, as reports and logs show it.</param>
/// <param name="Purpose">The pool it takes from.</param>
/// <param name="Mode">The way to the server.</param>
/// <param name="Choice">Which server.</param>
/// <param name="Rule">When it may be repeated.</param>
/// <param name="Budget">The time for all of it outside of a request; by its purpose unless it is given.</param>
internal sealed record Work(
    string Holder,
    ConnectionPurpose Purpose,
    ConnectionMode Mode,
    ServerChoice Choice,
    RetryRule Rule,
    TimeSpan? Budget = null
)
{
    /// <summary>A question that one connection of the pool for reads answers, as often as it must be asked.</summary>
    /// <param name="holder">Who asks, as reports and logs show it.</param>
    /// <param name="modes">The ways to the server.</param>
    /// <param name="choice">Which server.</param>
    public static Work OfReading(
        string holder,
        ModePolicy modes,
        ServerChoice choice = ServerChoice.StandbyFirst
    ) => new(holder, ConnectionPurpose.Read, modes[WorkKind.Read], choice, RetryRule.Read);
}
