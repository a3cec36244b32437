using Enterprise.Application.Trips;
using Enterprise.Domain.Trips;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Trips;

/// <summary>Filters trips by text: whole names without case, words by PostgreSQL's full text search.</summary>
/// <remarks>
/// The words are taken from the rows of one owner as they are read, not from an index: one person's trips are
/// few, and a stored column of words would travel along with every trip that is changed.
/// </remarks>
internal sealed class TripSearch : ITripSearch
{
    /// <summary>No stemming and no stop words: trips are written in any language.</summary>
    private const string Configuration = "simple";

    private const string Escape = @"\";

    public IQueryable<Trip> To(IQueryable<Trip> trips, string destination)
    {
        var name = destination
            .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal);

        return trips.Where(trip => EF.Functions.ILike(trip.Destination, name, Escape));
    }

    public IQueryable<Trip> WithWords(IQueryable<Trip> trips, string words) =>
        trips.Where(trip =>
            EF.Functions.ToTsVector(
                    Configuration,
                    trip.Title + " " + trip.Destination + " " + (trip.Description ?? "")
                )
                .Matches(EF.Functions.PlainToTsQuery(Configuration, words))
        );
}
