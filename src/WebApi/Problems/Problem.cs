using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.RateLimits;
using Microsoft.AspNetCore.WebUtilities;

namespace Enterprise.WebApi.Problems;

/// <summary>Why a request was not fulfilled, for programs and for people (RFC 9457).</summary>
internal sealed record Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>The kind of problem; <c>about:blank</c> says that the status tells it all.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong this time.</summary>
    public required string Detail { get; init; }

    /// <summary>The path of the request.</summary>
    public required string Instance { get; init; }

    /// <summary>What finds the request in logs and traces.</summary>
    public required string TraceId { get; init; }

    /// <summary>What was wrong with which member or parameter; only with 400.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Answers with a problem, which no cache may keep: a 404 may be true for a moment only.</summary>
    public static async Task WriteAsync(
        HttpContext http,
        int status,
        string detail,
        IReadOnlyDictionary<string, string[]>? errors = null
    )
    {
        ResponseHeaders.Apply(http);
        http.RequestServices.GetRequiredService<RateLimiter>().Apply(http);
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.WriteAsync(
            http,
            new Problem
            {
                Title = ReasonPhrases.GetReasonPhrase(status),
                Status = status,
                Detail = detail,
                Instance = http.Request.Path,
                TraceId = TraceOf(http),
                Errors = errors,
            },
            ProblemJson.Contract.Problem,
            MediaType
        );
    }

    /// <summary>The trace that the request belongs to (W3C Trace Context), or else the request.</summary>
    private static string TraceOf(HttpContext http) =>
        Activity.Current is { } activity ? activity.TraceId.ToHexString()
        : ActivityContext.TryParse(http.Request.Headers.TraceParent, traceState: null, out var callers)
            ? callers.TraceId.ToHexString()
        : http.TraceIdentifier;
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    /// <summary>The contract to write by, with text as it is.</summary>
    public static ProblemJson Contract => Relaxed.Contract;

    /// <summary>Initialized after <c>Default</c>, which stands in the generated part.</summary>
    private static class Relaxed
    {
        public static readonly ProblemJson Contract = new(
            new JsonSerializerOptions(Default.Options!)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
    }
}
