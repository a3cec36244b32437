using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>A user for whom several clients ask at once, and who knows their own trips by a word in the title.</summary>
internal sealed partial class Traveller
{
    private const string Completed = """{"status": "completed"}""";

    private readonly ConcurrentQueue<string> _leaks = new();
    private readonly Lock _turn = new();
    private readonly List<Guid> _trips = [];
    private readonly ApiClient _client;
    private int _asked;
    private int _begun;
    private int _made;

    private Traveller(ApiClient client, string marker) => (_client, Marker) = (client, marker);

    public Guid UserId => _client.UserId;

    /// <summary>The title of all of their trips, and of nobody else's.</summary>
    public string Marker { get; }

    /// <summary>How many trips they have.</summary>
    public int Trips => Volatile.Read(ref _made);

    private string Body => TripBody.With(("title", JsonText.Quote(Marker)));

    /// <summary>What they were answered and should not have been.</summary>
    public IReadOnlyCollection<string> Leaks => _leaks;

    /// <summary>Makes one with some trips.</summary>
    public static async Task<Traveller> CreateAsync(ApiClient admin, int number, int trips)
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"traveller-{number:D4}");
        var traveller = new Traveller(await admin.RegisterAsync(marker), marker);

        for (var i = 0; i < trips; i++)
        {
            await traveller.PlanAsync();
        }

        return traveller;
    }

    /// <summary>One request or two, of a kind that a throw of a hundred-sided die decides on.</summary>
    /// <param name="thrown">0 to 99.</param>
    /// <param name="other">Whose trip is tried in vain.</param>
    public Task AskAsync(int thrown, Traveller other) =>
        thrown switch
        {
            < 30 => ReadAsync(),
            < 50 => ListAsync(),
            < 65 => CountAsync(),
            < 73 => PlanAsync(),
            < 79 => PlanOnceAsync(),
            < 88 => PatchAsync(200, $$"""{"description": "{{Marker}} again"}""", shows: true),
            < 92 => PatchAsync(412, $$"""{"title": "{{Marker}}"}""", shows: false, ("If-Match", "\"0\"")),
            < 96 => PatchAsync(409, Completed, shows: false),
            _ => SeekAsync(other),
        };

    /// <summary>Trips take turns.</summary>
    private Guid SomeTrip()
    {
        lock (_turn)
        {
            return _trips[_asked++ % _trips.Count];
        }
    }

    private async Task ReadAsync() => Check(await _client.GetAsync(Paths.Trip(SomeTrip())), 200, shows: true);

    private async Task ListAsync() =>
        Check(await _client.GetAsync($"{Paths.Trips}?limit=10"), 200, shows: true);

    /// <summary>The number lies between what was made before the question and what was begun before the answer.</summary>
    private async Task CountAsync()
    {
        var least = Volatile.Read(ref _made);
        var answer = await _client.GetAsync(Paths.TripCount);
        Check(answer, 200, shows: false);

        if (answer.Status == 200)
        {
            var count = answer.Json.GetProperty("count").GetInt64();
            LeakUnless(count >= least && count <= Volatile.Read(ref _begun), answer);
        }
    }

    private async Task PlanAsync()
    {
        Interlocked.Increment(ref _begun);
        Note(await _client.PostAsync(Paths.Trips, Body));
    }

    /// <summary>Every traveller calls their requests by the same names.</summary>
    private async Task PlanOnceAsync()
    {
        var begun = Interlocked.Increment(ref _begun);
        var key = ("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"request-{begun}"));
        var first = await _client.PostAsync(Paths.Trips, Body, key);
        Note(first);
        var again = await _client.PostAsync(Paths.Trips, Body, key);
        Check(again, 201, shows: true);
        LeakUnless(again.Text.Equals(first.Text, StringComparison.Ordinal), again);
    }

    private void Note(Answer made)
    {
        Check(made, 201, shows: true);

        if (made.Status == 201)
        {
            Keep(made.Id);
        }
    }

    private void Keep(Guid trip)
    {
        lock (_turn)
        {
            _trips.Add(trip);
        }

        Interlocked.Increment(ref _made);
    }

    private async Task PatchAsync(
        int status,
        string patch,
        bool shows,
        params (string Name, string Value)[] headers
    ) => Check(await _client.PatchAsync(Paths.Trip(SomeTrip()), patch, headers), status, shows);

    private async Task SeekAsync(Traveller other)
    {
        var path = Paths.Trip(other.SomeTrip());
        Check(await _client.PatchAsync(path, """{"title": "taken"}"""), 404, shows: false);
        Check(await _client.GetAsync(path), 404, shows: false);
    }

    private void Check(Answer answer, int status, bool shows)
    {
        LeakUnless(answer.Status == status, answer);
        var markers = Markers().Matches(answer.Text);
        LeakUnless(markers.All(marker => marker.Value.Equals(Marker, StringComparison.Ordinal)), answer);
        LeakUnless(!shows || markers.Count > 0, answer);
    }

    private void LeakUnless(bool isOwn, Answer answer)
    {
        if (!isOwn)
        {
            _leaks.Enqueue($"{Marker}: {answer.Status} {answer.Text}");
        }
    }

    [GeneratedRegex(@"traveller-\d{4}", RegexOptions.None, 1000)]
    private static partial Regex Markers();
}
