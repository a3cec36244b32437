namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>What one user should not have had of another.</summary>
internal enum Leak
{
    /// <summary>A row, or something out of it.</summary>
    Read,

    /// <summary>A number in which others' rows are counted.</summary>
    Count,

    /// <summary>A row that was changed or deleted.</summary>
    Change,

    /// <summary>The answer to a request of the other's.</summary>
    Replay,

    /// <summary>A sign by which what is there differs from what is not, or a wrong answer otherwise.</summary>
    Sign,
}

/// <summary>One leak.</summary>
/// <param name="Leak">Its kind.</param>
/// <param name="Where">The operation, and what was seen.</param>
internal sealed record Finding(Leak Leak, string Where)
{
    private const int Shown = 300;

    public override string ToString() => $"{Leak}: {(Where.Length > Shown ? $"{Where[..Shown]}…" : Where)}";
}
