namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>What a look at the second level has found.</summary>
/// <param name="Key">Where it looked; null where it could not.</param>
/// <param name="Generations">Those that held before the database was asked: what is stored is stored under them.</param>
internal sealed record SecondLook(string? Key, byte[][] Generations)
{
    /// <summary>It could not look, and nothing may be stored.</summary>
    public static readonly SecondLook Blind = new(null, []);

    /// <summary>The answer; null for none.</summary>
    public byte[]? Utf8 { get; init; }

    /// <summary>How old it is.</summary>
    public TimeSpan Age { get; init; }
}
