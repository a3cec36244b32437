using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>A span, as far as tests look at it.</summary>
/// <param name="TraceId">In hexadecimal digits, as the ids that follow.</param>
/// <param name="Id">Of itself.</param>
/// <param name="Parent">Of the one around it; empty for none.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">All of it, for a search.</param>
internal sealed record OtlpSpan(string TraceId, string Id, string Parent, string Name, string Text);

/// <summary>A receiver of OTLP over HTTP with protobuf, on a free port of loopback.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<string> _paths = new();
    private WebApplication _server = null!;

    public IReadOnlyCollection<OtlpSpan> Spans => _spans;

    /// <summary>What was posted to.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>The settings of whoever sends to it.</summary>
    public (string Name, string Value)[] Settings =>
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _server.Urls.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        receiver._server = builder.Build();
        receiver._server.Run(receiver.TakeAsync);
        await receiver._server.StartAsync();

        return receiver;
    }

    /// <summary>Waits until there is something.</summary>
    public static async Task UntilAsync(Func<bool> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!isThere())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _paths.Enqueue(http.Request.Path);

        if (http.Request.Path == "/v1/traces")
        {
            // ExportTraceServiceRequest: resource_spans 1, scope_spans 2, spans 2.
            foreach (var resource in Protobuf.Parts(body.ToArray(), 1))
            {
                foreach (
                    var span in Protobuf.Parts(resource, 2).SelectMany(scope => Protobuf.Parts(scope, 2))
                )
                {
                    _spans.Enqueue(
                        new(
                            Hex(span, 1),
                            Hex(span, 2),
                            Hex(span, 4),
                            Encoding.UTF8.GetString(Protobuf.Parts(span, 5).Single()),
                            Encoding.UTF8.GetString(span)
                        )
                    );
                }
            }
        }
    }

    private static string Hex(byte[] span, int field) =>
        string.Concat(Protobuf.Parts(span, field).Select(Convert.ToHexStringLower));
}

/// <summary>Just enough of protobuf's wire format (its documentation, Encoding).</summary>
internal static class Protobuf
{
    /// <summary>The values of a field that have a length: messages, texts and bytes.</summary>
    public static List<byte[]> Parts(byte[] message, int field)
    {
        var parts = new List<byte[]>();
        var at = 0;

        while (at < message.Length)
        {
            var key = Number();

            switch (key & 7)
            {
                case 0:
                    Number();
                    break;

                case 1:
                    at += 8;
                    break;

                case 2:
                    var length = (int)Number();

                    if ((int)(key >> 3) == field)
                    {
                        parts.Add(message[at..(at + length)]);
                    }

                    at += length;
                    break;

                default:
                    at += 4;
                    break;
            }
        }

        return parts;

        ulong Number()
        {
            var value = 0UL;

            for (var shift = 0; ; shift += 7)
            {
                var next = message[at++];
                value |= (ulong)(next & 0x7f) << shift;

                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
