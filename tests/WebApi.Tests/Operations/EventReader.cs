using System.Net.ServerSentEvents;
using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>Somebody who follows the events of <c>/ops/events</c> while they come.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _patience = new(Patience);
    private HttpResponseMessage _answer = null!;
    private IAsyncEnumerator<SseItem<string>> _events = null!;

    private EventReader() { }

    /// <summary>The status of the answer, which may be a refusal.</summary>
    public int Status => (int)_answer.StatusCode;

    /// <summary>When to ask again, in seconds; null where that is not said.</summary>
    public double? RetryAfter => _answer.Headers.RetryAfter?.Delta?.TotalSeconds;

    /// <summary>Begins to follow, after the last event that was seen, where there is one.</summary>
    public static async Task<EventReader> OpenAsync(Uri address, string? lastSeen = null)
    {
        var reader = new EventReader();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, Paths.OpsEvents));

        if (lastSeen is not null)
        {
            request.Headers.Add("Last-Event-ID", lastSeen);
        }

        reader._answer = await reader._http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            reader._patience.Token
        );
        reader._events = SseParser
            .Create(await reader._answer.Content.ReadAsStreamAsync(reader._patience.Token))
            .EnumerateAsync(reader._patience.Token)
            .GetAsyncEnumerator(reader._patience.Token);

        return reader;
    }

    /// <summary>The next event; null where the stream has come to its end.</summary>
    public async Task<LiveEvent?> NextAsync() =>
        await _events.MoveNextAsync()
            ? new LiveEvent(_events.Current.EventType, _events.Current.EventId, _events.Current.Data)
            : null;

    /// <summary>The first event from now on that shows something.</summary>
    public async Task<LiveEvent> UntilAsync(Func<JsonElement, bool> isShown)
    {
        while (await NextAsync() is { } next)
        {
            if (isShown(next.Json))
            {
                return next;
            }
        }

        throw new InvalidOperationException("The stream ended before.");
    }

    public async ValueTask DisposeAsync()
    {
        await _patience.CancelAsync();
        await _events.DisposeAsync();
        _answer.Dispose();
        _http.Dispose();
        _patience.Dispose();
    }
}

/// <summary>An event as it came.</summary>
internal sealed record LiveEvent(string Name, string? Id, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);
}
