using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Operations;
using Enterprise.WebApi.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Described = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace Enterprise.WebApi.OpenApi;

/// <summary>A problem of each status, as an endpoint may answer it.</summary>
internal static partial class ProblemExamples
{
    private const string SomeId = "0190a5f2-7c1e-7b3a-9d54-3f6a1c2b8e70";

    public static JsonNode? Of(int status, Described endpoint) =>
        JsonSerializer.SerializeToNode(
            new Problem
            {
                Title = ReasonPhrases.GetReasonPhrase(status),
                Status = status,
                Detail = OwnDetail(status, endpoint) ?? Detail(status, endpoint),
                Instance = $"/{PathParameter.Replace(endpoint.RelativePath!.TrimEnd('/'), SomeId)}",
                TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
                Errors =
                    status == StatusCodes.Status400BadRequest
                        ? new Dictionary<string, string[]>(StringComparer.Ordinal)
                        {
                            ["colour"] = [QueryParameterCheck.Unknown],
                        }
                        : null,
            },
            ProblemJson.Contract.Problem
        );

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathParameter { get; }

    private static string? OwnDetail(int status, Described endpoint) =>
        endpoint
            .ActionDescriptor.EndpointMetadata.OfType<OwnRefusal>()
            .FirstOrDefault(refusal => refusal.Status == status)
            ?.Example;

    private static string Detail(int status, Described endpoint) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "The request is not valid.",
            StatusCodes.Status401Unauthorized => ApiKeyScheme.KeyRequired,
            StatusCodes.Status403Forbidden => ApiKeyScheme.Lacks(
                endpoint
                    .ActionDescriptor.EndpointMetadata.OfType<RequiredScope>()
                    .SingleOrDefault(OperatorAccess.Scope)
            ),
            StatusCodes.Status404NotFound => new NotFoundException().Message,
            StatusCodes.Status409Conflict => new StillRunningException().Message,
            StatusCodes.Status412PreconditionFailed => new PreconditionFailedException().Message,
            StatusCodes.Status413PayloadTooLarge => ServerLimits.BodyTooLarge().Message,
            StatusCodes.Status415UnsupportedMediaType => JsonBody.Wrong(JsonBody.Json).Message,
            StatusCodes.Status422UnprocessableEntity => new KeyReusedException().Message,
            StatusCodes.Status429TooManyRequests => "The key has made its 6000 requests of 60 seconds.",
            StatusCodes.Status503ServiceUnavailable =>
                "The database cannot be reached at the moment. Nothing was changed.",
            _ => throw new InvalidOperationException($"The refusal {status} has no example."),
        };
}
