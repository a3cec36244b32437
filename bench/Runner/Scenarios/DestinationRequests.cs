using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Enterprise.Runner.Scenarios;

/// <summary>Searches places by a meaning and by words.</summary>
internal sealed class PlacesByMeaning(Travellers travellers, int seed) : TripRequests(travellers, seed)
{
    private const int Dimensions = 384;

    private static readonly string[] Words =
    [
        "wine and hiking in autumn",
        "city break with museums",
        "quiet beach",
        "snow and skiing",
        "old town by the sea",
        "food markets",
        "national park with wildlife",
        "surf and sun",
    ];

    private static readonly byte[][] Bodies = [.. Words.Select(BodyOf)];

    protected override void Write(ref RequestWriter request, int user, Random random)
    {
        var body = Bodies[random.Next(Bodies.Length)];
        request.Add(
            "POST /api/v1/destinations/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"u8
        );
        request.Add(Travellers.KeyOf(user));
        request.Add("Content-Length: "u8);
        request.Add(body.Length);
        request.Add("\r\n\r\n"u8);
        request.Add(body);
    }

    /// <summary>A meaning of the request's own, so that neither server works one out.</summary>
    [SuppressMessage(
        "Security",
        "CA5394:Do not use insecure randomness",
        Justification = "Nothing here is secret."
    )]
    private static byte[] BodyOf(string words, int seed)
    {
        var random = new Random(seed);
        var numbers = Enumerable
            .Range(0, Dimensions)
            .Select(_ => (random.NextDouble() - 0.5).ToString("F3", CultureInfo.InvariantCulture));

        return Encoding.UTF8.GetBytes(
            $$"""{"text":"{{words}}","limit":10,"embedding":[{{string.Join(',', numbers)}}]}"""
        );
    }
}

/// <summary>Reads the places that most trips lead to.</summary>
internal sealed class PopularPlaces(Travellers travellers, int seed) : TripRequests(travellers, seed)
{
    protected override void Write(ref RequestWriter request, int user, Random random)
    {
        request.Add("GET /api/v1/destinations/popular HTTP/1.1\r\nHost: localhost\r\n"u8);
        request.Add(Travellers.KeyOf(user));
        request.Add("\r\n"u8);
    }
}
