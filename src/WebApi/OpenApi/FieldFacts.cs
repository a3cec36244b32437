using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.RateLimits;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The header fields of answers, each described once, among the components of the document.</summary>
internal static class FieldFacts
{
    /// <summary>A reference to the field's description, which is put into the document where it is missing.</summary>
    public static IOpenApiHeader Of(string name, bool isRequired, OpenApiDocument document)
    {
        var id = isRequired ? name : $"{name}.optional";
        var (description, schema) = Describe(name);
        document.AddComponent<IOpenApiHeader>(
            id,
            new OpenApiHeader
            {
                Description = description,
                Required = isRequired,
                Schema = schema,
            }
        );

        return new OpenApiHeaderReference(id, document);
    }

    private static (string Description, OpenApiSchema Schema) Describe(string name) =>
        name switch
        {
            ResponseHeaders.RequestId => (
                "What names the request in logs: the caller's, where it sent a well-formed one.",
                Schemas.Text(pattern: ResponseHeaders.RequestIdPattern)
            ),
            "X-Content-Type-Options" => (
                "Keeps browsers from guessing.",
                Schemas.Words(ResponseHeaders.NoSniff)
            ),
            "ETag" => ("The version of the object, a strong tag.", Schemas.Text(pattern: EntityTags.Pattern)),
            "Location" => ("The path of the new object.", Schemas.Text(format: "uri-reference")),
            "Link" => ("The next part of the list (RFC 8288); missing at its end.", Schemas.Text()),
            RateLimiter.LimitField => (
                "What is left of the key's budget: `r` requests, and `t` seconds until it is whole.",
                Schemas.Text(pattern: RateLimit.FieldPattern)
            ),
            RateLimiter.PolicyField => (
                "The key's budget: `q` requests in `w` seconds.",
                Schemas.Text(pattern: RateLimitOptions.PolicyPattern)
            ),
            "Retry-After" => (
                "In how many seconds to ask again.",
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }
            ),
            "WWW-Authenticate" => ("The schemes of the credentials (RFC 6750, 7617).", Schemas.Text()),
            "Cache-Control" => (
                "That no cache may keep the answer, or the client's own for so many seconds, less its `Age`.",
                Schemas.Text(pattern: "no-store|^private, max-age=[0-9]+$")
            ),
            "Age" => (
                "How many seconds ago it was read: it holds unless the database was out of reach meanwhile.",
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" }
            ),
            "Vary" => ("Which of the request's fields decide on the form of the answer.", Schemas.Text()),
            "Content-Encoding" => ("How the body is packed, for who accepts that.", Schemas.Words("gzip")),
            "Last-Modified" => ("When it was collected.", Schemas.Text()),
            "Content-Security-Policy" => (
                "What the page may load and run: nothing but its own parts.",
                Schemas.Text()
            ),
            AnswerFields.ReferrerPolicy => (
                "That the page's address is told to nobody.",
                Schemas.Words("no-referrer")
            ),
            "Pragma" => ("The same for caches of HTTP/1.0.", Schemas.Words("no-cache")),
            "Expires" => ("The same for caches of HTTP/1.0.", Schemas.Words("-1")),
            IdempotencyKeyField.Replayed => (
                "Says that this is the first answer to the same `Idempotency-Key`, once more.",
                Schemas.Words("true")
            ),
            ConsistencyToken.Field => (
                "To be sent with the next requests, where there are standbys: they read nothing older than this.",
                Schemas.Text(pattern: ConsistencyToken.Pattern)
            ),
            _ => throw new InvalidOperationException($"The header field {name} has no description."),
        };
}
