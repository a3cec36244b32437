using System.Runtime.InteropServices;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>The keyed hash of a secret, as a key of a dictionary: 32 bytes without an object of their own.</summary>
internal readonly record struct KeyHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public static KeyHash From(ReadOnlySpan<byte> hash)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(hash);

        return new KeyHash(parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>A part of a hash is a hash.</summary>
    public override int GetHashCode() => First.GetHashCode();

    /// <summary>Says nothing: logs must not hold it.</summary>
    public override string ToString() => nameof(KeyHash);
}
