using Microsoft.AspNetCore.Http.Features;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>Writes to one viewer what comes, until they go, their time is over or the service stops.</summary>
internal sealed class LiveStream(LiveOptions options, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>So long a proxy sees nothing at the most.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private static readonly ReadOnlyMemory<byte> Greeting = "retry: 1000\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> StillHere = ": still here\n\n"u8.ToArray();

    public async Task WriteAsync(HttpContext http, LiveViewer viewer)
    {
        using var time = new CancellationTokenSource(options.View, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping,
            time.Token
        );
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        try
        {
            var body = http.Response.BodyWriter;
            await body.WriteAsync(Greeting, http.RequestAborted);

            foreach (var frame in viewer.Past)
            {
                await body.WriteAsync(frame.Text, http.RequestAborted);
            }

            while (true)
            {
                await body.WriteAsync(await NextAsync(viewer, end.Token), http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // All the three ends are good ones.
        }
    }

    private async Task<ReadOnlyMemory<byte>> NextAsync(LiveViewer viewer, CancellationToken end)
    {
        try
        {
            await viewer.Next.WaitToReadAsync(end).AsTask().WaitAsync(Heartbeat, clock, end);
        }
        catch (TimeoutException)
        {
            // The sampler is late; the loop says so by the heartbeat.
        }

        return viewer.Next.TryRead(out var frame) ? frame.Text : StillHere;
    }
}
