using Enterprise.Infrastructure.Vectors;

namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>The samples with one filter, and the exact answers to them.</summary>
internal sealed class RecallMeasure
{
    /// <summary>So many searches go before those that are measured: statements are prepared when they come again.</summary>
    private const int WarmUp = 5;

    private readonly IReadOnlyList<RecallSample> _samples;
    private readonly RecallFilter _filter;
    private readonly List<double[]> _exact = [];

    private RecallMeasure(IReadOnlyList<RecallSample> samples, RecallFilter filter) =>
        (_samples, _filter) = (samples, filter);

    /// <summary>Asks for the exact answers, and once along the index, so that whoever is measured first finds it in memory.</summary>
    public static async Task<RecallMeasure> BeginAsync(
        RecallSession exactly,
        RecallSession indexed,
        IReadOnlyList<RecallSample> samples,
        RecallFilter filter,
        CancellationToken cancellationToken
    )
    {
        var measure = new RecallMeasure(samples, filter);

        foreach (var sample in samples)
        {
            var (similarities, _) = await exactly.AskAsync(
                sample,
                filter,
                HnswScan.OfTheService,
                cancellationToken
            );
            measure._exact.Add(similarities);
            await indexed.AskAsync(sample, filter, HnswScan.OfTheService, cancellationToken);
        }

        return measure;
    }

    /// <summary>Asks another way, and compares.</summary>
    public async Task<RecallLine> RunAsync(
        RecallSession session,
        HnswScan scan,
        CancellationToken cancellationToken
    )
    {
        foreach (var sample in _samples.Take(WarmUp))
        {
            await session.AskAsync(sample, _filter, scan, cancellationToken);
        }

        var tally = new RecallTally();

        foreach (var (sample, exact) in _samples.Zip(_exact))
        {
            var (found, latency) = await session.AskAsync(sample, _filter, scan, cancellationToken);
            tally.Add(exact, found, latency);
        }

        return tally.Line(scan.EfSearch);
    }

    /// <summary>Whether the planner follows the index for the service.</summary>
    public Task<bool> UsesIndexAsync(RecallSession session, CancellationToken cancellationToken) =>
        session.UsesIndexAsync(_samples[0].SearchIn(_filter), HnswScan.OfTheService, cancellationToken);
}
