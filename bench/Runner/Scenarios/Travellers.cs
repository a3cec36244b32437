using System.Text;
using Enterprise.Runner.Data;

namespace Enterprise.Runner.Scenarios;

/// <summary>On whose behalf is asked: users of the data set with their keys and trips, as bytes to send.</summary>
internal sealed class Travellers(BenchKeys keys, Guid[][] trips)
{
    private readonly byte[][] _keys =
    [
        .. Enumerable
            .Range(1, trips.Length)
            .Select(user => Encoding.ASCII.GetBytes($"X-API-Key: {keys.SecretOf(user)}\r\n")),
    ];

    private readonly byte[][][] _trips =
    [
        .. trips.Select(ids => ids.Select(id => Encoding.ASCII.GetBytes(id.ToString())).ToArray()),
    ];

    public int Count => _keys.Length;

    /// <summary>The header field that a user sends.</summary>
    public ReadOnlySpan<byte> KeyOf(int user) => _keys[user];

    /// <summary>The id of one of a user's trips.</summary>
    public ReadOnlySpan<byte> TripOf(int user, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);

        return _trips[user][random.Next(_trips[user].Length)];
    }
}
