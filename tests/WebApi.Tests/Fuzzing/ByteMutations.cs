using System.Text;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of a body as bytes: what no JSON library would write.</summary>
internal static class ByteMutations
{
    private const int MiB = 1024 * 1024;

    private static readonly byte[][] NoUtf8 =
    [
        [0xff],
        [0xc0, 0x80],
        [0xed, 0xa0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
        [0xe2, 0x82],
        [0x80],
        [0xfe, 0xff],
    ];

    private static readonly string[] Trailers = ["\0", "{}", "x", "]", ",", "// comment", "null"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "bytes: cut off",
            (draft, dice) => Change(draft, body => body[..dice.Below(body.Length)]),
            IsRefused: true
        ),
        new(
            "bytes: no UTF-8",
            (draft, dice) => Change(draft, body => Insert(body, dice, dice.Pick(NoUtf8))),
            IsRefused: true
        ),
        new("bytes: UTF-16", (draft, dice) => Change(draft, body => Utf16(body, dice)), IsRefused: true),
        new(
            "bytes: something behind",
            (draft, dice) => Change(draft, body => [.. body, .. Encoding.UTF8.GetBytes(dice.Pick(Trailers))]),
            IsRefused: true
        ),
        new(
            "bytes: larger than a mebibyte",
            (draft, dice) => Pad(draft, dice, MiB + dice.Pick([1, 2, 4096])),
            IsRefused: true
        ),
        new("bytes: a mebibyte", (draft, dice) => Pad(draft, dice, MiB - dice.Below(2))),
        new(
            "bytes: byte order mark",
            (draft, dice) => Change(draft, body => [.. Encoding.UTF8.Preamble, .. body])
        ),
        new("bytes: NUL inside", (draft, dice) => Change(draft, body => Insert(body, dice, [0]))),
        new("bytes: some changed", (draft, dice) => Change(draft, body => Flip(body, dice))),
        new("bytes: random", (draft, dice) => Change(draft, _ => dice.Bytes(dice.Below(200)))),
        new("bytes: none", (draft, dice) => Change(draft, _ => [])),
        new("bytes: length not told", Chunk),
    ];

    private static bool Change(Draft draft, Func<byte[], byte[]> change)
    {
        if (draft.Serialize() is not { Length: > 0 } body)
        {
            return false;
        }

        draft.Bytes = change(body);

        return true;
    }

    private static byte[] Insert(byte[] body, Dice dice, byte[] bytes)
    {
        var at = dice.Below(body.Length);

        return [.. body[..at], .. bytes, .. body[at..]];
    }

    private static byte[] Utf16(byte[] body, Dice dice)
    {
        var encoding = dice.Chance(50) ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = encoding.GetBytes(Encoding.UTF8.GetString(body));

        return dice.Chance(50) ? text : [.. encoding.Preamble, .. text];
    }

    private static byte[] Flip(byte[] body, Dice dice)
    {
        byte[] other = [.. body];

        for (var i = dice.Between(1, 5); i > 0; i--)
        {
            other[dice.Below(other.Length)] ^= (byte)(1 << dice.Below(8));
        }

        return other;
    }

    private static bool Pad(Draft draft, Dice dice, int size)
    {
        // Large bodies are rare, for they are slow.
        if (!dice.Chance(15) || draft.Serialize() is not { Length: > 0 } body)
        {
            return false;
        }

        draft.IsChunked = dice.Chance(50);
        draft.Bytes = new byte[Math.Max(size, body.Length)];
        Array.Fill(draft.Bytes, (byte)' ');
        body.CopyTo(draft.Bytes, 0);

        return true;
    }

    private static bool Chunk(Draft draft, Dice dice)
    {
        if (draft.Serialize() is not { Length: > 0 })
        {
            return false;
        }

        draft.IsChunked = true;

        return true;
    }
}
