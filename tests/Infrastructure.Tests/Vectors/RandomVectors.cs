using Enterprise.Infrastructure.Vectors;

namespace Enterprise.Infrastructure.Tests.Vectors;

/// <summary>Vectors from a seed: the same ones in every run.</summary>
internal sealed class RandomVectors(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Any finite numbers: the smallest, the largest, and zero of either sign among them.</summary>
    public Vector Any(int dimensions)
    {
        var values = new float[dimensions];

        for (var i = 0; i < dimensions; i++)
        {
            values[i] = AnyFinite();
        }

        values[^1] = -0f;

        return new Vector(values);
    }

    /// <summary>One of length 1, as embeddings are.</summary>
    public Vector Unit(int dimensions)
    {
        var values = new double[dimensions];

        for (var i = 0; i < dimensions; i++)
        {
            values[i] = _random.NextDouble() - 0.5;
        }

        var length = Math.Sqrt(values.Sum(value => value * value));

        return new Vector(values.Select(value => (float)(value / length)).ToArray());
    }

    private float AnyFinite()
    {
        while (true)
        {
            var value = BitConverter.Int32BitsToSingle(_random.Next(int.MinValue, int.MaxValue));

            if (float.IsFinite(value))
            {
                return value;
            }
        }
    }
}
