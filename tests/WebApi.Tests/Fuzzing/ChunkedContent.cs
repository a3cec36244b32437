using System.Net;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>A body whose length is not told beforehand.</summary>
internal sealed class ChunkedContent(byte[] body) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        await stream.WriteAsync(body);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;

        return false;
    }
}
