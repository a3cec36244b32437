using System.Diagnostics;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Hostile requests to a running service, all sent before the tests look at what came of them.</summary>
/// <remarks>
/// They go out in batches. A batch is made from its own seed before its first request is sent, and after its last
/// answer the database is asked which transactions have changed a row: never more than requests were accepted.
/// In the strict batches each request has one mutation that no operation may accept, so there must be none.
/// </remarks>
public sealed class FuzzRun : IAsyncLifetime, IAsyncDisposable
{
    private const int BatchSize = 250;
    private const int StrictTenths = 3;
    private const int AtOnce = 4;

    private readonly RunningService _service = new();
    private List<Operation> _operations = [];
    private ApiClient _nobody = null!;
    private ChangeLedger? _ledger;
    private Crowd _crowd = null!;
    private int _sent;

    internal Tally Tally { get; } = new();

    /// <summary>How long it took, to be told only.</summary>
    internal TimeSpan Duration { get; private set; }

    internal IReadOnlyList<Operation> Operations => _operations;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _nobody = _service.StartAnother(settings: ("RateLimits:Quota", "10000000"));
        _operations = Operation.AllOf((await _nobody.GetAsync(Paths.OpenApi)).ShouldBe(200).Json);
        _crowd = await Crowd.GatherAsync(_service);
        _ledger = await ChangeLedger.OpenAsync(_service.Database);

        var watch = Stopwatch.StartNew();

        for (
            var batch = 0;
            _sent < FuzzSettings.Requests && Tally.Failures.Count < Tally.MostFailures;
            batch++
        )
        {
            var isStrict = batch % 10 >= 10 - StrictTenths;
            await RunAsync(new Dice(unchecked((FuzzSettings.Seed * 1_000_003) + batch)), isStrict);
        }

        Duration = watch.Elapsed;
        await MustBeThereAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        await _service.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private async Task RunAsync(Dice dice, bool isStrict)
    {
        var requests = new List<HostileRequest>(BatchSize);

        for (var i = 0; i < BatchSize; i++)
        {
            requests.Add(await NextAsync(dice, isStrict));
        }

        await _ledger!.TakeAsync();
        var answers = new Answer?[requests.Count];
        await Parallel.ForAsync(
            0,
            requests.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) => answers[i] = await SendAsync(requests[i], isStrict)
        );
        MustBeNoMore(await _ledger!.TakeAsync(), requests, answers, isStrict);

        foreach (var (request, answer) in requests.Zip(answers))
        {
            Learn(request, answer);
        }
    }

    private async Task<HostileRequest> NextAsync(Dice dice, bool isStrict)
    {
        var operation = _operations[_sent++ % _operations.Count];
        var draft = Drafts.Of(operation, _crowd.For(operation, dice), _crowd, dice);
        var count = isStrict || dice.Chance(50) ? 1 : dice.Pick([0, 0, 0, 2, 3]);
        var groups = isStrict ? Mutation.StrictGroups : Mutation.Groups;

        while (draft.Mutations.Count < count)
        {
            var mutation = dice.Pick(dice.Pick(groups));

            if (mutation.Apply(draft, dice))
            {
                draft.Mutations.Add(mutation.Name);
            }
        }

        return new HostileRequest(draft, DeletesTheCaller(draft) ? await _crowd.VictimAsync() : draft.Actor);
    }

    private static bool DeletesTheCaller(Draft draft) =>
        draft.Method is "DELETE"
        && Uri.UnescapeDataString(draft.PathBefore(draft.Segments.Count))
            .Contains(Paths.Me, StringComparison.OrdinalIgnoreCase);

    private async Task<Answer?> SendAsync(HostileRequest request, bool isStrict)
    {
        try
        {
            var answer = await request.SendAsync(_nobody);
            Tally.Count(request, answer.Status);
            AnswerCheck.MustHold(request, answer);

            if (isStrict && Tally.IsAccepted(answer.Status))
            {
                Tally.Fail($"{answer.Status}, though it had to be refused\n{request}");
            }

            return answer;
        }
        catch (Exception exception)
        {
            Tally.Fail($"{(exception is ShouldAssertException ? exception.Message : exception)}\n{request}");

            return null;
        }
    }

    private void MustBeNoMore(
        IReadOnlyList<string> transactions,
        List<HostileRequest> requests,
        Answer?[] answers,
        bool isStrict
    )
    {
        var accepted = requests
            .Zip(answers)
            .Where(pair =>
                pair.First.MayChange && pair.Second is { } answer && Tally.IsAccepted(answer.Status)
            )
            .ToArray();
        transactions.ToList().ForEach(_ => Tally.Count("transactions"));
        Array.ForEach(accepted, _ => Tally.Count("accepted changes"));

        if (transactions.Count > (isStrict ? 0 : accepted.Length))
        {
            Tally.Fail(
                $"""
                {transactions.Count} transactions, but {accepted.Length} accepted requests to change something:
                {string.Join('\n', transactions)}
                --- accepted:
                {string.Join('\n', accepted.Select(pair => $"{pair.Second!.Status} {pair.First}"))}
                """
            );
        }
    }

    private void Learn(HostileRequest request, Answer? answer)
    {
        if (answer is null)
        {
            return;
        }

        if (request.Actor != request.Draft.Actor)
        {
            request.Actor.IsGone |= answer.Status == 204;
        }
        else if (request.Mutations.Count == 0)
        {
            Lessons.Take(request, answer);
            _crowd.Learn(request, answer);
        }
    }

    /// <summary>Without its people the test would go on and prove nothing.</summary>
    private async Task MustBeThereAsync()
    {
        foreach (var actor in _crowd.Actors)
        {
            (await _nobody.GetAsync(Paths.Me, ("X-API-Key", actor.Secret))).ShouldBe(200);
        }
    }
}
