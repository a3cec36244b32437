using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Enterprise.WebApi.Tests.Isolation.Switches;

/// <summary>What a client tells PostgreSQL, with the statements in it changed.</summary>
/// <remarks>
/// Message formats: PostgreSQL manual, section 54.7. Statements come in <c>Parse</c>, behind the name that they
/// are prepared under, and in <c>Query</c>; all else passes as it is.
/// </remarks>
/// <param name="rewrite">Gives the statement that the server shall hear.</param>
internal sealed class FrontendMessages(Func<string, string> rewrite)
{
    private const int LengthBytes = sizeof(int);
    private const int HeaderBytes = 1 + LengthBytes;
    private const int EncryptionByTls = 80877103;
    private const int EncryptionByGss = 80877104;

    private bool _isStarted;

    /// <summary>Passes one message on, if it is there as a whole, and steps over it.</summary>
    public bool TryPass(ref ReadOnlySequence<byte> bytes, IBufferWriter<byte> server)
    {
        // The messages before a session begins have no type.
        var typeBytes = _isStarted ? 1 : 0;
        var reader = new SequenceReader<byte>(bytes);
        reader.Advance(Math.Min(typeBytes, bytes.Length));

        if (!reader.TryReadBigEndian(out int length) || bytes.Length < typeBytes + length)
        {
            return false;
        }

        var message = bytes.Slice(0, typeBytes + length).ToArray();
        bytes = bytes.Slice(typeBytes + length);
        server.Write(_isStarted ? Changed(message) : message);
        _isStarted = _isStarted || !AsksForEncryption(message);

        return true;
    }

    private static bool AsksForEncryption(byte[] message) =>
        BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(LengthBytes))
            is EncryptionByTls
                or EncryptionByGss;

    private byte[] Changed(byte[] message)
    {
        var start = (char)message[0] switch
        {
            'P' => Array.IndexOf(message, (byte)0, HeaderBytes) + 1,
            'Q' => HeaderBytes,
            _ => message.Length,
        };

        if (start == message.Length)
        {
            return message;
        }

        var end = Array.IndexOf(message, (byte)0, start);
        var statement = Encoding.UTF8.GetBytes(rewrite(Encoding.UTF8.GetString(message[start..end])));
        byte[] changed = [.. message[..start], .. statement, .. message[end..]];
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(1), changed.Length - 1);

        return changed;
    }
}
