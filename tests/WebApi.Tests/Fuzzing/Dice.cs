using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Random choices that a seed repeats.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seed must repeat them; they keep no secret.")]
internal sealed class Dice(int seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below the end.</summary>
    public int Below(int end) => _random.Next(end);

    /// <summary>A number between two, both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>A word of <c>[a-z0-9]</c>.</summary>
    public string Word(int length)
    {
        var word = new StringBuilder(length);

        for (var i = 0; i < length; i++)
        {
            word.Append(Letters[_random.Next(Letters.Length)]);
        }

        return word.ToString();
    }

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);

        return bytes;
    }

    /// <summary>A UUID of version 7 that nothing has.</summary>
    public string UnknownId() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"01890000-{_random.Next(0x10000):x4}-7{_random.Next(0x1000):x3}-8{_random.Next(0x1000):x3}-{_random.NextInt64(1L << 48):x12}"
        );
}
