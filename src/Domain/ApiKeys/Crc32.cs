namespace Enterprise.Domain.ApiKeys;

/// <summary>CRC-32 as in IEEE 802.3 and zlib: reflected polynomial EDB88320, inverted at both ends.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;

        foreach (var value in bytes)
        {
            crc = (crc >> 8) ^ Table[(byte)crc ^ value];
        }

        return ~crc;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value >> 1) ^ (Polynomial & (0 - (value & 1)));
        }

        return value;
    }
}
