namespace Enterprise.Application.Destinations;

/// <summary>Brings embeddings to the length one, of which their cosine does not depend.</summary>
/// <remarks>
/// pgvector sums up squares in single precision: those of very large numbers are infinite and those of very small ones
/// zero, and every destination would be as similar as any other, or by a similarity that is no number.
/// </remarks>
public static class UnitLength
{
    /// <summary>The same direction with the length one.</summary>
    /// <param name="numbers">Finite, and not all zero.</param>
    public static float[] Of(IReadOnlyList<float> numbers)
    {
        var length = Math.Sqrt(numbers.Sum(number => (double)number * number));

        return [.. numbers.Select(number => (float)(number / length))];
    }
}
