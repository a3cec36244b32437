using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.Secrets;
using Enterprise.Application.Validation;

namespace Enterprise.Application.Paging;

/// <summary>Turns places in lists into opaque, signed texts and back.</summary>
/// <remarks>
/// A cursor is the position and 16 bytes of HMAC-SHA-256 over it and over the list it belongs to. The list is
/// named by a text with its caller, filter and sort: in any other list the signature does not agree.
/// </remarks>
public sealed class CursorCodec(MasterKey masterKey)
{
    private const int KeyBytes = sizeof(long);
    private const int PositionBytes = KeyBytes + 16;
    private const int SignatureBytes = 16;
    private const int CursorBytes = PositionBytes + SignatureBytes;

    private readonly byte[] _key = masterKey.Derive("cursors");

    /// <summary>The cursor that continues a list after a position.</summary>
    public string Write(string list, Position position)
    {
        Span<byte> cursor = stackalloc byte[CursorBytes];
        BinaryPrimitives.WriteInt64BigEndian(cursor, position.Key);
        position.Id.TryWriteBytes(cursor[KeyBytes..], bigEndian: true, out _);
        Sign(list, cursor[..PositionBytes], cursor[PositionBytes..]);

        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>The position that a cursor of this list stands for; where there is none, the beginning.</summary>
    /// <exception cref="InvalidInputException">The cursor was not made by this service for this list.</exception>
    public Position Read(string list, string? text, Position beginning)
    {
        if (text is null)
        {
            return beginning;
        }

        Span<byte> cursor = stackalloc byte[CursorBytes];
        Span<byte> expected = stackalloc byte[SignatureBytes];

        if (
            text.Length != Base64Url.GetEncodedLength(CursorBytes)
            || !Base64Url.IsValid(text, out var bytes)
            || bytes != CursorBytes
        )
        {
            throw NotOfThisList();
        }

        Base64Url.DecodeFromChars(text, cursor);
        Sign(list, cursor[..PositionBytes], expected);

        if (!CryptographicOperations.FixedTimeEquals(expected, cursor[PositionBytes..]))
        {
            throw NotOfThisList();
        }

        return new Position(
            BinaryPrimitives.ReadInt64BigEndian(cursor),
            new Guid(cursor[KeyBytes..PositionBytes], bigEndian: true)
        );
    }

    /// <summary>Cuts the probing row off and says where the list goes on.</summary>
    public Page<T> Cut<T>(string list, PageRequest page, IReadOnlyList<T> rows, Func<T, Position> positionOf)
    {
        if (rows.Count <= page.Limit)
        {
            return new Page<T>(rows, null);
        }

        return new Page<T>([.. rows.Take(page.Limit)], Write(list, positionOf(rows[page.Limit - 1])));
    }

    private static InvalidInputException NotOfThisList() =>
        new("cursor", "This is not a cursor of this list with this filter and sort.");

    private void Sign(string list, ReadOnlySpan<byte> position, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        byte[] text = [.. position, .. Encoding.UTF8.GetBytes(list)];
        HMACSHA256.HashData(_key, text, whole);
        whole[..SignatureBytes].CopyTo(signature);
    }
}
