using Enterprise.Application.Audit;
using Enterprise.Domain.Vocabularies;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.Audit;

/// <summary>The query parameters by which entries of the audit log are chosen.</summary>
internal static class AuditParameters
{
    private const string Entity = "entity";
    private const string Id = "id";
    private const string Actor = "actor";
    private const string From = "from";
    private const string To = "to";

    /// <summary>What the list takes.</summary>
    public static string[] OfLists { get; } =
    [Entity, Id, Actor, From, To, QueryParameters.Limit, QueryParameters.Cursor];

    /// <summary>What they are.</summary>
    public static OpenApiParameter[] Descriptions { get; } =
    [
        ParameterFacts.Parameter(
            Entity,
            "Only entries of this kind of object; the key must hold the scope that reads it.",
            Schemas.Words(Vocabulary<AuditedEntity>.All)
        ),
        ParameterFacts.Parameter(Id, "Only entries of this object.", Schemas.Text(format: "uuid")),
        ParameterFacts.Parameter(Actor, "Only what this user did.", Schemas.Text(format: "uuid")),
        ParameterFacts.Parameter(
            From,
            "Only entries from this instant or day (UTC) on.",
            Schemas.Text(pattern: QuerySpan.Pattern)
        ),
        ParameterFacts.Parameter(
            To,
            "Only entries before this instant, or up to the end of this day (UTC).",
            Schemas.Text(pattern: QuerySpan.Pattern)
        ),
    ];

    public static AuditFilter ReadFilter(this QueryParameters query)
    {
        var (from, to) = (query.Span(From)?.Begins, query.Span(To));

        if (from is { } begin && to?.IsBefore(begin) is true)
        {
            query.Refuse<DateTimeOffset?>(From, $"This must not be after '{To}'.");
        }

        return new AuditFilter
        {
            Entity = query.Word<AuditedEntity>(Entity),
            EntityId = query.Id(Id),
            Actor = query.Id(Actor),
            From = from,
            Until = to?.Ends,
        };
    }
}
