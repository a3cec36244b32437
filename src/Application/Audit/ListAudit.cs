using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

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
    public async Task<Page<AuditEntryView>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var (caller, filter, page) = (request.Caller, request.Filter, request.Page);
        var entities = caller.ReadableEntities(filter.Entity);
        var list = $"audit/{caller.UserId}/{NameOf(filter)}/-at";
        var after = cursors.Read(list, page.Cursor, Position.HighestInstant);

        var rows = await database.ReadAsync(
            caller,
            (db, token) =>
                db.AuditEntriesOf(caller.BoundTo, entities, filter)
                    .NewestFirst(after)
                    .Take(page.Probe)
                    .Select(AuditEntryView.Projection)
                    .ToListAsync(token),
            cancellationToken
        );

        return cursors.Cut(list, page, rows, entry => new Position(entry.At.ToPositionKey(), entry.Id));
    }

    /// <summary>Unlike the record's own text, it tells instants apart that lie within one second.</summary>
    private static string NameOf(AuditFilter filter) =>
        $"{filter.Entity}/{filter.EntityId}/{filter.Actor}/{filter.From:O}/{filter.Until:O}";
}
