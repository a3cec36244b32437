using System.Buffers.Binary;
using System.Buffers.Text;

namespace Enterprise.Rival;

/// <summary>Where a part of a list ended.</summary>
internal readonly record struct TripCursor(DateTime CreatedAt, Guid Id)
{
    private const int Bytes = sizeof(long) + 16;

    public static TripCursor Beginning { get; } =
        new(new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc), Guid.AllBitsSet);

    public static TripCursor Parse(string? text)
    {
        if (text is null)
        {
            return Beginning;
        }

        var bytes = Base64Url.DecodeFromChars(text);

        return new TripCursor(
            new DateTime(BinaryPrimitives.ReadInt64BigEndian(bytes), DateTimeKind.Utc),
            new Guid(bytes.AsSpan(sizeof(long)), bigEndian: true)
        );
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.Ticks);
        Id.TryWriteBytes(bytes[sizeof(long)..], bigEndian: true, out _);

        return Base64Url.EncodeToString(bytes);
    }
}
