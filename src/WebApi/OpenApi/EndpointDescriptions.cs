using Enterprise.WebApi.Http;
using Enterprise.WebApi.Problems;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What the OpenAPI document says of an endpoint; the rest follows from its method, path and scope.</summary>
internal static class EndpointDescriptions
{
    /// <summary>
    /// Keeps routing from answering 415 before the caller is known; the document leaves it out.
    /// </summary>
    public const string AnyMediaType = "*/*";

    public static RouteHandlerBuilder Describes(
        this RouteHandlerBuilder endpoint,
        string name,
        string summary
    ) => endpoint.WithDisplayName(name).WithMetadata(new OperationName(name)).WithSummary(summary);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : notnull => endpoint.Accepts<T>(JsonBody.Json, AnyMediaType);

    public static RouteHandlerBuilder TakesPatch<T>(this RouteHandlerBuilder endpoint)
        where T : notnull => endpoint.Accepts<T>(JsonBody.MergePatch, JsonBody.Json, AnyMediaType);

    public static RouteHandlerBuilder Gives<T>(
        this RouteHandlerBuilder endpoint,
        int status = StatusCodes.Status200OK
    ) => endpoint.Produces<T>(status, JsonBody.Json).MayRefuse();

    /// <summary>One object with an ETag, which the client may have already.</summary>
    public static RouteHandlerBuilder GivesObject<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Gives<T>().Produces(StatusCodes.Status304NotModified);

    /// <summary>A new object with a secret, which no cache may keep.</summary>
    public static RouteHandlerBuilder GivesSecret<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Gives<T>(StatusCodes.Status201Created).WithMetadata(new KeptByNoCache());

    /// <summary>A text that is no JSON, and what it may look like.</summary>
    public static RouteHandlerBuilder GivesText(
        this RouteHandlerBuilder endpoint,
        string mediaType,
        string example
    ) =>
        endpoint
            .Produces<string>(StatusCodes.Status200OK, mediaType)
            .WithMetadata(new TextExample(example))
            .MayRefuse();

    /// <summary>What may have been remembered, and says how old it is.</summary>
    public static RouteHandlerBuilder GivesCached<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Gives<T>().WithMetadata(new MayBeRemembered());

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(StatusCodes.Status204NoContent).MayRefuse();

    /// <summary>Query parameters of this endpoint that mean something else than elsewhere.</summary>
    public static RouteHandlerBuilder DescribesQuery(
        this RouteHandlerBuilder endpoint,
        params IReadOnlyList<OpenApiParameter> parameters
    ) => endpoint.WithMetadata(new OwnParameters(parameters));

    /// <summary>A refusal of this endpoint, with what it may say, of which <see cref="OperationTraits.Refusals"/> does not know.</summary>
    public static RouteHandlerBuilder Refuses(
        this RouteHandlerBuilder endpoint,
        int status,
        string example
    ) => endpoint.WithMetadata(new OwnRefusal(status, example));

    /// <summary>Whatever is asked may be asked wrongly: this brings the schema of problems, too.</summary>
    private static RouteHandlerBuilder MayRefuse(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<Problem>(StatusCodes.Status400BadRequest, Problem.MediaType);
}

/// <summary>The operation's id in the OpenAPI document.</summary>
internal sealed record OperationName(string Name);

/// <summary>The answer holds a secret.</summary>
internal sealed record KeptByNoCache;

/// <summary>The answer may come from the query cache.</summary>
internal sealed record MayBeRemembered;

/// <summary>What an answer looks like that is no JSON.</summary>
internal sealed record TextExample(string Text);

/// <summary>The answer is a page, which says what a browser may do with it.</summary>
internal sealed record IsPage;

/// <summary>Query parameters of one endpoint.</summary>
internal sealed record OwnParameters(IReadOnlyList<OpenApiParameter> All)
{
    public OpenApiParameter? Find(string name) =>
        All.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));
}

/// <summary>A refusal of one endpoint.</summary>
internal sealed record OwnRefusal(int Status, string Example);
