using Enterprise.Domain.Trips;

namespace Enterprise.Application.Trips;

/// <summary>Filters by text, which every database does in its own way.</summary>
public interface ITripSearch
{
    /// <summary>The trips to a destination: the whole name, whatever its case.</summary>
    IQueryable<Trip> To(IQueryable<Trip> trips, string destination);

    /// <summary>The trips that have all the words in title, destination or description, whatever their case.</summary>
    IQueryable<Trip> WithWords(IQueryable<Trip> trips, string words);
}
