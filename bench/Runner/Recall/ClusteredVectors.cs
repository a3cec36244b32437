using Enterprise.Infrastructure.Vectors;

namespace Enterprise.Runner.Recall;

/// <summary>Vectors of length 1 about centres, as texts of a subject lie about it; the same ones of each seed.</summary>
/// <remarks>
/// Two of one cluster have a cosine similarity of about 0.74, two of different ones of about 0. Within a cluster they lie
/// in all directions, which is harder for an index than what a language model makes.
/// </remarks>
internal sealed class ClusteredVectors
{
    public const int Dimensions = 384;
    private const double Noise = 0.6;

    private readonly Random _random;
    private readonly double[][] _centres;

    /// <param name="centres">The seed of the centres.</param>
    /// <param name="seed">The seed of what lies about them.</param>
    /// <param name="clusters">How many centres there are.</param>
    public ClusteredVectors(int centres, int seed, int clusters = 500)
    {
        _random = new Random(centres);
        _centres = [.. Enumerable.Range(0, clusters).Select(_ => Normal())];
        _random = new Random(seed);
    }

    /// <summary>The next one about a centre.</summary>
    public Vector About(int cluster)
    {
        var (centre, noise) = (_centres[cluster % _centres.Length], Normal());

        for (var i = 0; i < Dimensions; i++)
        {
            noise[i] = centre[i] + (Noise * noise[i]);
        }

        var length = Math.Sqrt(noise.Sum(value => value * value));

        return new Vector(noise.Select(value => (float)(value / length)).ToArray());
    }

    /// <summary>Numbers of the normal distribution: Box and Muller, 1958.</summary>
    private double[] Normal()
    {
        var values = new double[Dimensions];

        for (var i = 0; i < Dimensions; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            (values[i + 1], values[i]) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            values[i] *= radius;
            values[i + 1] *= radius;
        }

        return values;
    }
}
