using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Enterprise.Domain.ApiKeys;

/// <summary>The text that a caller presents: <c>ent_</c>, 32 random base62 characters, 6 of checksum.</summary>
/// <remarks>
/// 32 characters carry 190 random bits. The last six are the CRC-32 of all that stands before them, in base62,
/// padded with <c>0</c> on the left: a mistyped secret is refused without a question to the database.
/// </remarks>
public static class ApiKeySecret
{
    /// <summary>How every secret begins, so that scanners of leaked text can find them.</summary>
    public const string Mark = "ent_";

    /// <summary>The whole length, in characters.</summary>
    public const int Length = 42;

    /// <summary>How much of a secret may be shown to tell it from others, in characters.</summary>
    public const int PrefixLength = 12;

    private const int RandomLength = 32;
    private const int ChecksumLength = Length - RandomLength - 4;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Base62 = SearchValues.Create(Alphabet);

    /// <summary>Makes a new secret from the operating system's random numbers.</summary>
    public static string Create()
    {
        var body = Mark + RandomNumberGenerator.GetString(Alphabet, RandomLength);

        return body + ChecksumOf(body);
    }

    /// <summary>The part that may be shown.</summary>
    public static string PrefixOf(string secret) => secret[..PrefixLength];

    /// <summary>Whether a text has the form of a secret and its checksum agrees.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return false;
        }

        if (text[Mark.Length..].ContainsAnyExcept(Base62))
        {
            return false;
        }

        var body = text[..^ChecksumLength];

        return text[^ChecksumLength..].SequenceEqual(ChecksumOf(body));
    }

    private static string ChecksumOf(ReadOnlySpan<char> body)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var rest = Crc32.Of(bytes[..Encoding.ASCII.GetBytes(body, bytes)]);
        Span<char> digits = stackalloc char[ChecksumLength];

        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            (rest, var digit) = uint.DivRem(rest, (uint)Alphabet.Length);
            digits[i] = Alphabet[(int)digit];
        }

        return digits.ToString();
    }
}
