using System.Buffers.Text;
using System.Net.Sockets;

namespace Enterprise.Load;

/// <summary>Reads HTTP/1.1 answers of known length off a socket, one at a time.</summary>
internal sealed class AnswerReader(Socket socket)
{
    private const int StatusStart = 9;
    private const int StatusLength = 3;

    private readonly byte[] _buffer = new byte[256 * 1024];
    private Range _body;

    /// <summary>The body of the answer that was read last.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_body);

    /// <summary>Reads one answer to its end.</summary>
    /// <returns>Its status.</returns>
    /// <exception cref="IOException">The server closed the connection, or said something else than expected.</exception>
    public async ValueTask<int> ReadAsync()
    {
        var length = 0;
        var whole = 0;

        do
        {
            var received = await socket.ReceiveAsync(_buffer.AsMemory(length));

            if (received == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += received;
            whole = whole == 0 ? LengthOfAnswer(_buffer.AsSpan(0, length)) : whole;
        } while (whole == 0 || length < whole);

        return Utf8Parser.TryParse(_buffer.AsSpan(StatusStart, StatusLength), out int status, out _)
            ? status
            : throw new IOException("The answer has no status.");
    }

    /// <summary>The bytes of the whole answer; 0 while its header fields are not complete.</summary>
    private int LengthOfAnswer(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);

        if (end < 0)
        {
            return 0;
        }

        var fields = received[..(end + 2)];
        var at = fields.IndexOf("Content-Length: "u8);

        if (at < 0 || !Utf8Parser.TryParse(fields[(at + 16)..], out int length, out _))
        {
            throw new IOException("The answer has no Content-Length.");
        }

        _body = (end + 4)..(end + 4 + length);

        return _body.End.Value;
    }
}
