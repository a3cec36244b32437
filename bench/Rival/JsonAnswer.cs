using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Enterprise.Rival;

/// <summary>A body in the making; its buffer is lent and given back.</summary>
internal sealed class JsonAnswer : IDisposable
{
    private static readonly DefaultObjectPool<JsonAnswer> Pool = new(
        new DefaultPooledObjectPolicy<JsonAnswer>(),
        maximumRetained: 64
    );

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public JsonAnswer() =>
        Json = new Utf8JsonWriter(
            _buffer,
            new JsonWriterOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                SkipValidation = true,
            }
        );

    public Utf8JsonWriter Json { get; }

    public static JsonAnswer Begin() => Pool.Get();

    /// <summary>Hands the body to the server, which sends it with the header fields in one write.</summary>
    public void Send(HttpResponse response)
    {
        Json.Flush();
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = _buffer.WrittenCount;
        response.BodyWriter.Write(_buffer.WrittenSpan);
    }

    public void Dispose()
    {
        _buffer.ResetWrittenCount();
        Json.Reset();
        Pool.Return(this);
    }
}
