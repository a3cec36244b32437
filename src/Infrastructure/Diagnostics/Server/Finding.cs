namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>How much a finding matters.</summary>
public enum Gravity
{
    /// <summary>It is good to know.</summary>
    Hint,

    /// <summary>It will hurt one day.</summary>
    Warning,

    /// <summary>It loses data, or hurts already.</summary>
    Critical,
}

/// <summary>Something about a server that could be better.</summary>
/// <param name="Gravity">How much it matters.</param>
/// <param name="Subject">The setting or the thing.</param>
/// <param name="Problem">What it is, and what it does.</param>
/// <param name="Remedy">What to change.</param>
public sealed record Finding(Gravity Gravity, string Subject, string Problem, string Remedy);
