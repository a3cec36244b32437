namespace Enterprise.Application.Paging;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">The most rows: <see cref="MinLimit"/> to <see cref="MaxLimit"/>.</param>
/// <param name="Cursor">Where the part before ended; null for the beginning.</param>
public sealed record PageRequest(int Limit = PageRequest.DefaultLimit, string? Cursor = null)
{
    /// <summary>The fewest rows that may be asked for.</summary>
    public const int MinLimit = 1;

    /// <summary>The most rows that may be asked for.</summary>
    public const int MaxLimit = 100;

    /// <summary>The rows of a part unless it is said otherwise.</summary>
    public const int DefaultLimit = 20;

    /// <summary>One row more than is shown tells whether there is a next part.</summary>
    public int Probe => Limit + 1;
}
