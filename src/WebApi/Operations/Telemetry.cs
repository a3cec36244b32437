using Enterprise.Infrastructure.Diagnostics;
using MediatR;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Enterprise.WebApi.Operations;

/// <summary>Collects metrics and traces, and sends them where the environment says (OpenTelemetry's own variables).</summary>
internal static class Telemetry
{
    private const string ServiceName = "enterprise-webapi";

    private static readonly string[] OfTheHost =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    /// <summary>Registers what is collected; traces only where there is somebody to send them to.</summary>
    public static void AddTelemetry(this IServiceCollection services, Func<string, string?> setting)
    {
        var options = TelemetryOptions.From(setting);

        if (!options.IsEnabled)
        {
            return;
        }

        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(ServiceName, serviceVersion: ServiceVersion.Text)
            )
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter([.. OfTheHost, .. Meters.All])
                    .AddView(static instrument =>
                        Meters.IsLeftOut(instrument) ? MetricStreamConfiguration.Drop : null
                    )
                    .AddPrometheusExporter();

                if (options.IsSent)
                {
                    metrics.AddOtlpExporter();
                }
            });

        if (options.IsSent)
        {
            services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(TracedRequests<,>));
            telemetry.WithTracing(traces => traces.AddTraces(options));
        }
    }

    private static void AddTraces(this TracerProviderBuilder traces, TelemetryOptions options) =>
        traces
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampledShare)))
            .AddAspNetCoreInstrumentation(requests =>
                requests.EnrichWithHttpResponse = static (activity, response) =>
                    activity.SetTag("enterprise.request_id", response.HttpContext.TraceIdentifier)
            )
            .AddSource(TracedRequests.SourceName, "Npgsql")
            .AddOtlpExporter();
}
