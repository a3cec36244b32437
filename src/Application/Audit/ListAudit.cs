using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Audit;

/// <summary>
/// Reads a part of the audit log, the newest entries first: an administrator everybody's, others what happened to
/// objects of their own.
/// </summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Filter">Which entries.</param>
/// <param name="Page">Which part.</param>
public sealed record ListAudit(Caller Caller, AuditFilter Filter, PageRequest Page)
    : IRequest<Page<AuditEntryView>>;

internal sealed class ListAuditHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListAudit, Page<AuditEntryView>>
{
    public Task<Page<AuditEntryView>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var (caller, filter, page) = (request.Caller, request.Filter, request.Page);
        var entities = caller.ReadableEntities(filter.Entity);

        return database.ReadNewestFirstAsync(
            cursors,
            caller,
            $"audit/{caller.UserId}/{NameOf(filter)}/-at",
            page,
            db => db.AuditEntriesOf(caller.BoundTo, entities, filter),
            AuditEntryView.Projection,
            entry => (entry.At, entry.Id),
            cancellationToken
        );
    }

    /// <summary>Unlike the record's own text, it tells instants apart that lie within one second.</summary>
    private static string NameOf(AuditFilter filter) =>
        $"{filter.Entity}/{filter.EntityId}/{filter.Actor}/{filter.From:O}/{filter.Until:O}";
}
