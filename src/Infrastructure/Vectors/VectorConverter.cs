#pragma warning disable NPG9001 // Npgsql's way to add a type is marked as experimental; there is no other.

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Npgsql.Internal;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>
/// The binary form of a vector: the count of dimensions (16 bits), 16 bits of zero, then the numbers, each a
/// big-endian single.
/// </summary>
/// <remarks>It streams, for from 2047 dimensions on a value is larger than Npgsql's buffer of 8192 bytes.</remarks>
internal sealed class VectorConverter : PgStreamingConverter<Vector>
{
    private const int HeaderBytes = 2 * sizeof(ushort);

    public override Vector Read(PgReader reader) => Decode(reader.ReadBytes(reader.CurrentRemaining));

    public override async ValueTask<Vector> ReadAsync(
        PgReader reader,
        CancellationToken cancellationToken = default
    ) => Decode(await reader.ReadBytesAsync(reader.CurrentRemaining, cancellationToken));

    public override Size GetSize(SizeContext context, Vector value, ref object? writeState) =>
        HeaderBytes + value.Memory.Length * sizeof(float);

    public override void Write(PgWriter writer, Vector value) => writer.WriteBytes(Encode(value));

    public override ValueTask WriteAsync(
        PgWriter writer,
        Vector value,
        CancellationToken cancellationToken = default
    ) => writer.WriteBytesAsync(Encode(value), cancellationToken);

    private static Vector Decode(ReadOnlySequence<byte> bytes)
    {
        var values = new float[(bytes.Length - HeaderBytes) / sizeof(float)];
        bytes.Slice(HeaderBytes).CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        Turn(values, MemoryMarshal.Cast<float, int>(values.AsSpan()));

        return Vector.Over(values);
    }

    private static byte[] Encode(Vector value)
    {
        var bytes = new byte[HeaderBytes + value.Memory.Length * sizeof(float)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value.Memory.Length);
        Turn(value.Memory.Span, MemoryMarshal.Cast<byte, int>(bytes.AsSpan(HeaderBytes)));

        return bytes;
    }

    /// <summary>Between the machine's order of bytes and the wire's.</summary>
    private static void Turn(ReadOnlySpan<float> from, Span<int> to)
    {
        var bits = MemoryMarshal.Cast<float, int>(from);

        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(bits, to);
        }
        else
        {
            bits.CopyTo(to);
        }
    }
}
