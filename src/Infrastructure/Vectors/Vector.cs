using System.Globalization;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>A value of pgvector's type <c>vector</c>: 1 to 16 000 finite numbers of single precision.</summary>
/// <remarks>It never changes, so that it can be compared, shared and tracked without a copy.</remarks>
public sealed class Vector : IEquatable<Vector>
{
    /// <summary>The most numbers that pgvector stores; an HNSW index takes 2000.</summary>
    public const int MaxDimensions = 16_000;

    /// <summary>Copies the numbers and checks them, as the server would, before anything is sent.</summary>
    /// <exception cref="ArgumentException">None or too many are given, or one is NaN or infinite.</exception>
    public Vector(ReadOnlyMemory<float> values)
        : this(values.ToArray())
    {
        if (values.Length is 0 or > MaxDimensions)
        {
            throw new ArgumentException(
                $"A vector has 1 to {MaxDimensions} dimensions, not {values.Length}.",
                nameof(values)
            );
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values.Span[i]))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"A vector holds finite numbers only; the one at index {i} is {values.Span[i]}."
                    ),
                    nameof(values)
                );
            }
        }
    }

    private Vector(float[] owned) => Memory = owned;

    /// <summary>The numbers, in order.</summary>
    public ReadOnlyMemory<float> Memory { get; }

    /// <summary>A copy of the numbers.</summary>
    public float[] ToArray() => Memory.ToArray();

    /// <summary>True for the same numbers in the same order.</summary>
    public bool Equals(Vector? other) => other is not null && Memory.Span.SequenceEqual(other.Memory.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Vector);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();

        foreach (var value in Memory.Span)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The server's text form, such as <c>[1,2.5,-3]</c>: short, and exact when read again.</summary>
    public override string ToString() =>
        $"[{string.Join(',', ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>Takes an array that the server sent and nobody else holds.</summary>
    internal static Vector Over(float[] owned) => new(owned);
}
