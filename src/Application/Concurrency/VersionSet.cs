namespace Enterprise.Application.Concurrency;

/// <summary>A set of versions of one object: some, or every one (<c>*</c>).</summary>
/// <param name="Versions">The versions; null for every one.</param>
public sealed record VersionSet(IReadOnlyList<uint>? Versions)
{
    /// <summary>Every version: the object need only exist.</summary>
    public static VersionSet Any { get; } = new((IReadOnlyList<uint>?)null);

    /// <summary>Whether the version is in the set.</summary>
    public bool Contains(uint version) => Versions?.Contains(version) ?? true;
}
