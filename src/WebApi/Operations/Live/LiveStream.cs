using Enterprise.Infrastructure.Diagnostics.Health;
using Microsoft.AspNetCore.Http.Features;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>Writes to one viewer what comes, until they go, their time is over or the service stops.</summary>
internal sealed class LiveStream(
    LiveOptions options,
    IServiceHealth health,
    TimeProvider clock,
    IHostApplicationLifetime lifetime
)
{
    /// <summary>So long a proxy sees nothing at the most.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private static readonly ReadOnlyMemory<byte> Greeting = "retry: 1000\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> StillHere = ": still here\n\n"u8.ToArray();

    public async Task WriteAsync(HttpContext http, LiveViewer viewer)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        try
        {
            await SendAsync(http, Greeting);

            foreach (var frame in viewer.Past)
            {
                await SendAsync(http, frame.Text);
            }

            do
            {
                using var time = new CancellationTokenSource(options.View, clock);
                await FollowAsync(http, viewer, time);
            } while (MayStay());
        }
        catch (OperationCanceledException)
        {
            // They have gone, or the service stops.
        }
    }

    /// <summary>
    /// While the database is out of reach no key can be shown again, and this is when operators look.
    /// </summary>
    private bool MayStay() => options.View > TimeSpan.Zero && health.Last is { State: HealthState.Unhealthy };

    private async Task FollowAsync(HttpContext http, LiveViewer viewer, CancellationTokenSource time)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping,
            time.Token
        );

        try
        {
            while (true)
            {
                await SendAsync(http, await NextAsync(viewer, end.Token));
            }
        }
        catch (OperationCanceledException)
            when (!http.RequestAborted.IsCancellationRequested
                && !lifetime.ApplicationStopping.IsCancellationRequested
            )
        {
            // Their time is over.
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
            // The sampler is late: who looks is told that they are not forgotten.
        }

        return viewer.Next.TryRead(out var frame) ? frame.Text : StillHere;
    }

    private static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> text) =>
        await http.Response.BodyWriter.WriteAsync(text, http.RequestAborted);
}
