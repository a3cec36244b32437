using Enterprise.Application.Concurrency;
using Enterprise.Application.Paging;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Operations;
using Enterprise.WebApi.Operations.Live;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What method, path and metadata of an endpoint say of its answers: the one table of who answers what.</summary>
internal sealed class OperationTraits(OpenApiOperationTransformerContext context)
{
    private readonly IList<object> _metadata = context.Description.ActionDescriptor.EndpointMetadata;

    /// <summary>Whether only a caller with some scope is answered.</summary>
    public bool NeedsKey => _metadata.OfType<RequiredScope>().Any();

    /// <summary>Whether only operators are answered: without a key from the machine itself.</summary>
    public bool IsForOperators => _metadata.OfType<OperatorAccess>().Any();

    /// <summary>Whether it may be asked to happen at most once, by <c>Idempotency-Key</c>.</summary>
    public bool IsPost => Is(HttpMethods.IsPost);

    /// <summary>Whether it changes what is there already, so that <c>If-Match</c> is honoured.</summary>
    public bool Changes => Is(HttpMethods.IsPut) || Is(HttpMethods.IsPatch) || Is(HttpMethods.IsDelete);

    /// <summary>Whether the client may have the answer already.</summary>
    public bool MayBeKnown => Answers(StatusCodes.Status304NotModified);

    /// <summary>What the answer looks like that is no JSON; null where it is.</summary>
    public string? TextExample => _metadata.OfType<TextExample>().SingleOrDefault()?.Text;

    /// <summary>Whether the answer is a page for browsers.</summary>
    public bool IsPage => _metadata.OfType<IsPage>().Any();

    /// <summary>Whether the answer is a stream of events.</summary>
    public bool IsStream =>
        _metadata
            .OfType<IProducesResponseTypeMetadata>()
            .Any(answer => answer.ContentTypes.Contains(LiveEndpoints.EventStream, StringComparer.Ordinal));

    private bool TakesBody => _metadata.OfType<IAcceptsMetadata>().Any();

    /// <summary>Whether the path names something; a PUT that may create it does not miss it.</summary>
    private bool MayMiss =>
        context.Description.RelativePath!.Contains('{', StringComparison.Ordinal)
        && !(Is(HttpMethods.IsPut) && Answers(StatusCodes.Status201Created));

    /// <summary>The statuses of its problems.</summary>
    public IEnumerable<int> Refusals() =>
        [
            // What the query check refuses, everybody may ask.
            StatusCodes.Status400BadRequest,
            .. When(
                NeedsKey,
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status429TooManyRequests,
                StatusCodes.Status503ServiceUnavailable
            ),
            .. When(
                IsForOperators,
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status429TooManyRequests,
                StatusCodes.Status503ServiceUnavailable
            ),
            .. When(MayMiss, StatusCodes.Status404NotFound),
            .. When(Changes, StatusCodes.Status412PreconditionFailed),
            .. When(
                TakesBody,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType
            ),
            .. When(IsPost, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity),
            .. _metadata.OfType<OwnRefusal>().Select(refusal => refusal.Status),
        ];

    /// <summary>Whether the answer with this status has an entity tag.</summary>
    public bool IsTagged(int status) =>
        status == StatusCodes.Status304NotModified
        || BodyOf(status)?.IsAssignableTo(typeof(IVersioned)) is true;

    /// <summary>Whether the answer with this status is part of a list.</summary>
    public bool IsPaged(int status) =>
        BodyOf(status) is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Page<>);

    /// <summary>Whether the answer with this status holds a secret.</summary>
    public bool IsSecret(int status) =>
        status == StatusCodes.Status201Created && _metadata.OfType<KeptByNoCache>().Any();

    /// <summary>Whether the answer with this status may be some seconds old.</summary>
    public bool IsRemembered(int status) =>
        status == StatusCodes.Status200OK && _metadata.OfType<MayBeRemembered>().Any();

    private static int[] When(bool condition, params int[] statuses) => condition ? statuses : [];

    private bool Is(Func<string, bool> method) => method(context.Description.HttpMethod!);

    private bool Answers(int status) =>
        _metadata.OfType<IProducesResponseTypeMetadata>().Any(answer => answer.StatusCode == status);

    private Type? BodyOf(int status) =>
        _metadata
            .OfType<IProducesResponseTypeMetadata>()
            .FirstOrDefault(answer => answer.StatusCode == status)
            ?.Type;
}
