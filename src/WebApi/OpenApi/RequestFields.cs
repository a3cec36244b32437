using Enterprise.Application.Idempotency;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.Operations.Live;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The header fields by which a caller says how a request is to be taken.</summary>
internal static class RequestFields
{
    /// <summary>The fields that an operation looks at.</summary>
    public static IEnumerable<OpenApiParameter> Of(OperationTraits operation)
    {
        yield return Parameter(
            ResponseHeaders.RequestId,
            "A name for the request, which is echoed.",
            Schemas.Text(pattern: ResponseHeaders.RequestIdPattern)
        );

        yield return Parameter(
            ConsistencyToken.Field,
            "What the answer to a change carried: nothing older than that change is read.",
            Schemas.Text(pattern: ConsistencyToken.Pattern)
        );

        if (operation.IsStream)
        {
            yield return Parameter(
                LiveEndpoints.LastSeen,
                "The `id` of the last event that was seen: the stream goes on after it.",
                Schemas.Text()
            );
        }

        if (operation.IsPost)
        {
            yield return Parameter(
                IdempotencyKeyField.Name,
                "Makes the request safe to repeat for 24 hours: the same key and body give the first answer again.",
                KeySchema()
            );
        }

        if (operation.Changes)
        {
            yield return Parameter(
                HeaderNames.IfMatch,
                "Only where the object still has this `ETag`; else 412.",
                Schemas.Text()
            );
        }

        if (operation.Changes || operation.MayBeKnown)
        {
            yield return Parameter(
                HeaderNames.IfNoneMatch,
                operation.Changes
                    ? "Only where the object does not have this `ETag`; else 412."
                    : "The `ETag` that the client has; 304 where it is still the one.",
                Schemas.Text()
            );
        }
    }

    private static OpenApiSchema KeySchema()
    {
        var schema = Schemas.Text(pattern: "^[!-~]*$");
        (schema.MinLength, schema.MaxLength) = (1, IdempotentRequest.MaxKey);

        return schema;
    }

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = schema,
        };
}
