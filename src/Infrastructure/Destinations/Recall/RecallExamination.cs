using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Vectors;

namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>Measures how many of the ten nearest destinations the search by meaning finds, on the data as they are.</summary>
/// <remarks>
/// It asks by the service's own statement and role, for the destinations that are most like others, and compares by
/// distance: a row that is as near as the tenth is as good. It changes nothing. The exact answers read every row.
/// </remarks>
public sealed class RecallExamination(ConnectionStrings connections, TlsOptions tls)
{
    /// <summary>Measures it.</summary>
    /// <param name="options">How much.</param>
    /// <param name="progress">Is told which part of it is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RecallException">There is nothing to measure; the message says why.</exception>
    public async Task<RecallReport> RunAsync(
        RecallOptions options,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var exactly = await OpenAsync(RecallSession.Exactly, cancellationToken);
        await using var indexed = await OpenAsync(RecallSession.AlongTheIndex, cancellationToken);
        await using var planned = await OpenAsync(RecallSession.AsPlanned, cancellationToken);
        var count = await RecallSample.CountAsync(exactly.Connection, cancellationToken);
        var samples = await RecallSample.TakeAsync(exactly.Connection, options.Samples, cancellationToken);
        var filters = await RecallFilters.FindAsync(exactly.Connection, count, cancellationToken);
        var parts = new List<RecallPart>();

        foreach (var filter in filters)
        {
            var measure = await RecallMeasure.BeginAsync(
                exactly,
                indexed,
                samples,
                filter,
                cancellationToken
            );
            var lines = new List<RecallLine>();

            foreach (var efSearch in options.EfSearch)
            {
                var scan = HnswScan.OfTheService with { EfSearch = efSearch };
                lines.Add(await measure.RunAsync(indexed, scan, cancellationToken));
                progress?.Report(
                    (parts.Count + (double)lines.Count / options.EfSearch.Count) / filters.Count
                );
            }

            var service = await measure.RunAsync(planned, HnswScan.OfTheService, cancellationToken);
            parts.Add(new(filter, lines, service, await measure.UsesIndexAsync(planned, cancellationToken)));
        }

        return new(count, samples.Count, HnswScan.OfTheService.EfSearch, HnswScan.OfTheService.Order, parts);
    }

    private Task<RecallSession> OpenAsync(string way, CancellationToken cancellationToken) =>
        RecallSession.OpenAsync(connections.Primary, tls, way, cancellationToken);
}
