using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.RateLimits;
using Microsoft.Net.Http.Headers;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Which header fields an answer has.</summary>
internal static class AnswerFields
{
    public const string ReferrerPolicy = "Referrer-Policy";

    /// <summary>The names of the fields of an answer, and whether each is there always.</summary>
    public static IEnumerable<(string Name, bool IsRequired)> Of(OperationTraits operation, int status) =>
        [
            (ResponseHeaders.RequestId, true),
            (HeaderNames.XContentTypeOptions, true),
            .. Limits(operation, status),
            .. status < StatusCodes.Status400BadRequest
                ? OfSuccess(operation, status)
                : OfRefusal(operation, status),
        ];

    /// <summary>Where the database does not answer, nobody knows whose budget it is.</summary>
    private static (string Name, bool IsRequired)[] Limits(OperationTraits operation, int status) =>
        operation.IsForOperators && status != StatusCodes.Status401Unauthorized
            ? [(RateLimiter.LimitField, false), (RateLimiter.PolicyField, false)]
            : When(
                operation.NeedsKey && status != StatusCodes.Status401Unauthorized,
                (RateLimiter.LimitField, status != StatusCodes.Status503ServiceUnavailable),
                (RateLimiter.PolicyField, status != StatusCodes.Status503ServiceUnavailable)
            );

    private static IEnumerable<(string Name, bool IsRequired)> OfSuccess(
        OperationTraits operation,
        int status
    ) =>
        [
            .. When(operation.IsTagged(status), (HeaderNames.ETag, true)),
            .. When(
                operation.IsTagged(status) && status == StatusCodes.Status201Created,
                (HeaderNames.Location, true)
            ),
            .. When(operation.IsPaged(status), (HeaderNames.Link, false)),
            .. When(operation.IsForOperators, (HeaderNames.CacheControl, true)),
            .. When(
                operation.TextExample is not null,
                (HeaderNames.Vary, false),
                (HeaderNames.LastModified, false),
                (HeaderNames.ContentEncoding, false)
            ),
            .. When(operation.IsPage, (HeaderNames.ContentSecurityPolicy, true), (ReferrerPolicy, true)),
            .. When(operation.IsSecret(status), (HeaderNames.CacheControl, true)),
            .. When(
                operation.IsRemembered(status),
                (HeaderNames.CacheControl, true),
                (HeaderNames.Age, true)
            ),
            .. When(operation.IsPost, (IdempotencyKeyField.Replayed, false)),
            .. When(operation.IsPost || operation.Changes, (ConsistencyToken.Field, false)),
        ];

    private static IEnumerable<(string Name, bool IsRequired)> OfRefusal(
        OperationTraits operation,
        int status
    ) =>
        [
            (HeaderNames.CacheControl, true),
            (HeaderNames.Pragma, false),
            (HeaderNames.Expires, false),
            .. When(status == StatusCodes.Status401Unauthorized, (HeaderNames.WWWAuthenticate, true)),
            .. When(
                status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable,
                (HeaderNames.RetryAfter, true)
            ),
            .. When(
                operation.IsPost && status == StatusCodes.Status409Conflict,
                (HeaderNames.RetryAfter, false)
            ),
        ];

    private static (string Name, bool IsRequired)[] When(
        bool condition,
        params (string Name, bool IsRequired)[] fields
    ) => condition ? fields : [];
}
