using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Enterprise.Load;

namespace Enterprise.Runner.Scenarios;

/// <summary>Requests of random users: the same ones in the same order for the same seed.</summary>
[SuppressMessage(
    "Security",
    "CA5394:Do not use insecure randomness",
    Justification = "Nothing here is secret."
)]
internal abstract class TripRequests(Travellers travellers, int seed) : IRequestSource
{
    private readonly Random _random = new(seed);

    public int WriteNext(Span<byte> buffer)
    {
        var request = new RequestWriter(buffer);
        var user = _random.Next(Travellers.Count);
        Write(ref request, user, _random);

        return request.Length;
    }

    protected Travellers Travellers { get; } = travellers;

    protected abstract void Write(ref RequestWriter request, int user, Random random);
}

/// <summary>Reads one trip.</summary>
internal sealed class TripById(Travellers travellers, int seed) : TripRequests(travellers, seed)
{
    protected override void Write(ref RequestWriter request, int user, Random random)
    {
        request.Add("GET /api/v1/trips/"u8);
        request.Add(Travellers.TripOf(user, random));
        request.Add(" HTTP/1.1\r\nHost: localhost\r\n"u8);
        request.Add(Travellers.KeyOf(user));
        request.Add("\r\n"u8);
    }
}

/// <summary>Reads the newest trips of a user.</summary>
internal sealed class TripsOfUser(Travellers travellers, int seed) : TripRequests(travellers, seed)
{
    protected override void Write(ref RequestWriter request, int user, Random random)
    {
        request.Add("GET /api/v1/trips?limit=20 HTTP/1.1\r\nHost: localhost\r\n"u8);
        request.Add(Travellers.KeyOf(user));
        request.Add("\r\n"u8);
    }
}

/// <summary>Begins a trip.</summary>
internal sealed class NewTrip(Travellers travellers, int seed) : TripRequests(travellers, seed)
{
    private static readonly byte[] Body =
    [
        .. """
        {"title":"Kumano Kodo alone","destination":"Kii Peninsula","description":"Twelve days on old paths.",
        "startsOn":"2027-04-01","endsOn":"2027-04-12","budget":{"amount":1500.50,"currency":"EUR"},"travelers":1,"kind":"solo"}
        """u8,
    ];

    protected override void Write(ref RequestWriter request, int user, Random random)
    {
        request.Add("POST /api/v1/trips HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"u8);
        request.Add(Travellers.KeyOf(user));
        request.Add("Content-Length: "u8);
        request.Add(Body.Length);
        request.Add("\r\n\r\n"u8);
        request.Add(Body);
    }
}

/// <summary>Appends to a buffer that is large enough.</summary>
internal ref struct RequestWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    public void Add(int number)
    {
        Utf8Formatter.TryFormat(number, _buffer[Length..], out var length);
        Length += length;
    }
}
