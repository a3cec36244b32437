using System.Buffers.Binary;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>An answer as Redis holds it: when it was read (ticks, UTC), the generations, and the JSON.</summary>
internal static class StoredAnswer
{
    private const int GenerationBytes = 16;
    private const int InstantBytes = sizeof(long);

    /// <summary>A generation that there has never been.</summary>
    public static byte[] NewGeneration() => RandomNumberGenerator.GetBytes(GenerationBytes);

    public static byte[] Write(DateTimeOffset readAt, byte[][] generations, byte[] utf8)
    {
        var stored = new byte[InstantBytes + generations.Length * GenerationBytes + utf8.Length];
        BinaryPrimitives.WriteInt64BigEndian(stored, readAt.Ticks);
        var rest = stored.AsSpan(InstantBytes);

        foreach (var generation in generations)
        {
            generation.CopyTo(rest);
            rest = rest[GenerationBytes..];
        }

        utf8.CopyTo(rest);

        return stored;
    }

    /// <summary>The answer and its age, if it was read under these generations and is younger than a lifetime.</summary>
    public static (byte[] Utf8, TimeSpan Age)? Read(
        RedisValue value,
        byte[][] generations,
        DateTimeOffset now,
        TimeSpan lifetime
    )
    {
        ReadOnlyMemory<byte> stored = value;
        var header = InstantBytes + generations.Length * GenerationBytes;

        if (stored.Length <= header || !IsOf(stored.Span[InstantBytes..header], generations))
        {
            return null;
        }

        var age = TimeSpan.FromTicks(now.Ticks - BinaryPrimitives.ReadInt64BigEndian(stored.Span));

        // One from the future was written by a clock that is ahead: how old it is, nobody knows.
        return age >= TimeSpan.Zero && age < lifetime ? (stored[header..].ToArray(), age) : null;
    }

    private static bool IsOf(ReadOnlySpan<byte> stored, byte[][] generations)
    {
        foreach (var generation in generations)
        {
            if (!stored[..GenerationBytes].SequenceEqual(generation))
            {
                return false;
            }

            stored = stored[GenerationBytes..];
        }

        return true;
    }
}
