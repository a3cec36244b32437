using Enterprise.Application.Failures;

namespace Enterprise.Application.Concurrency;

/// <summary>What a caller demands of the object's present version before it is changed.</summary>
/// <remarks>The conditions of RFC 9110, section 13.1, with versions in the place of entity tags.</remarks>
/// <param name="IfMatch">The versions of which it must be one; null demands nothing.</param>
/// <param name="IfNoneMatch">The versions of which it must be none; null demands nothing.</param>
public sealed record Preconditions(VersionSet? IfMatch = null, VersionSet? IfNoneMatch = null)
{
    /// <summary>No demands.</summary>
    public static Preconditions None { get; } = new();

    /// <summary>Compares the demands with the object.</summary>
    /// <exception cref="PreconditionFailedException">A demand is not met.</exception>
    public void Check(uint version)
    {
        if (IfMatch?.Contains(version) is false || IfNoneMatch?.Contains(version) is true)
        {
            throw new PreconditionFailedException();
        }
    }

    /// <summary>Compares the demands with what is not there, and is about to be made.</summary>
    /// <exception cref="PreconditionFailedException">It was demanded to be there.</exception>
    public void CheckMissing()
    {
        if (IfMatch is not null)
        {
            throw new PreconditionFailedException();
        }
    }

    /// <summary>Compares the demands with what is always there and has no versions, such as a list.</summary>
    /// <exception cref="PreconditionFailedException">A demand is not met.</exception>
    public void CheckUnversioned()
    {
        if (IfMatch is { Versions: not null } || IfNoneMatch is { Versions: null })
        {
            throw new PreconditionFailedException();
        }
    }
}
