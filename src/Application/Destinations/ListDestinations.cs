using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Destinations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Destinations;

/// <summary>Reads a part of the destinations, in the order of their ids.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Country">Only those of this country; null for all.</param>
/// <param name="Tag">Only those with this tag; null for all.</param>
/// <param name="Page">Which part.</param>
public sealed record ListDestinations(Caller Caller, string? Country, string? Tag, PageRequest Page)
    : IRequest<Page<DestinationView>>;

internal sealed class ListDestinationsHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListDestinations, Page<DestinationView>>
{
    public async Task<Page<DestinationView>> Handle(
        ListDestinations request,
        CancellationToken cancellationToken
    )
    {
        var (caller, country, tag, page) = (request.Caller, request.Country, request.Tag, request.Page);
        var list = $"destinations/{caller.UserId}/{country}/{tag}/id";
        // No id is below the lowest one, which is an id, too.
        Guid? after = page.Cursor is null ? null : cursors.Read(list, page.Cursor, Position.Lowest).Id;

        var rows = await database.ReadAsync(
            caller,
            (db, token) =>
                Matching(db, country, tag, after)
                    .OrderBy(place => place.Id)
                    .Take(page.Probe)
                    .Select(DestinationView.Projection)
                    .ToListAsync(token),
            cancellationToken
        );

        return cursors.Cut(list, page, rows, place => new Position(Position.Lowest.Key, place.Id));
    }

    private static IQueryable<Destination> Matching(DbContext db, string? country, string? tag, Guid? after)
    {
        IQueryable<Destination> places = db.Set<Destination>();

        if (country is not null)
        {
            places = places.Where(place => place.Country == country);
        }

        if (after is { } last)
        {
            places = places.Where(place => place.Id > last);
        }

        return tag is null ? places : places.Where(place => place.Tags.Contains(tag));
    }
}
