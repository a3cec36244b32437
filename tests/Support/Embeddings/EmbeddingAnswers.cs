using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Enterprise.Tests.Support.Embeddings;

/// <summary>How an embedding service may answer; bodies are those that the OpenAI API is documented to give.</summary>
public static class EmbeddingAnswers
{
    private const int Dimensions = 384;

    /// <summary>An embedding for each text, in order.</summary>
    public static Task AsAsked(HttpContext http, EmbeddingRequest request) =>
        Give(http, request, Items(request));

    /// <summary>The same, the last text's first: each has its index.</summary>
    public static Task Backwards(HttpContext http, EmbeddingRequest request) =>
        Give(http, request, Items(request).Reverse());

    /// <summary>One embedding less than texts.</summary>
    public static Task OneTooFew(HttpContext http, EmbeddingRequest request) =>
        Give(http, request, Items(request).Skip(1));

    /// <summary>As many as texts, but two of the first one.</summary>
    public static Task FirstTwice(HttpContext http, EmbeddingRequest request) =>
        Give(http, request, request.Texts.Select(_ => Item(0, NumbersOf(request.Texts[0]))));

    /// <summary>Embeddings of other numbers than those of the texts.</summary>
    public static Func<HttpContext, EmbeddingRequest, Task> Numbers(params string[] numbers) =>
        (http, request) => Give(http, request, request.Texts.Select((_, at) => Item(at, numbers)));

    /// <summary>A refusal whose words quote the key, as the real one's do.</summary>
    public static Func<HttpContext, EmbeddingRequest, Task> Status(int status, string? retryAfter = null) =>
        (http, request) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = retryAfter;
            http.Response.Headers.Location = status is >= 300 and < 400 ? "/v1/elsewhere" : null;

            return WriteAsync(
                http,
                $$"""
                {"error": {"message": "Incorrect API key provided: {{request.Authorization}}.",
                    "type": "invalid_request_error", "param": null, "code": "invalid_api_key"} }
                """
            );
        };

    /// <summary>An embedding for each text; none, and 400, where one of them has these words.</summary>
    public static Func<HttpContext, EmbeddingRequest, Task> TakingNone(string words) =>
        (http, request) =>
            request.Texts.Any(text => text.Contains(words, StringComparison.Ordinal))
                ? Status(400)(http, request)
                : AsAsked(http, request);

    /// <summary>A body that is cut off, although its length was told.</summary>
    public static async Task CutOff(HttpContext http, EmbeddingRequest request)
    {
        http.Response.ContentLength = 10_000;
        await WriteAsync(http, """{"object": "list", "data": [{"object": "embedding", "ind""");
        http.Abort();
    }

    /// <summary>Half of a JSON text as if it were all of it.</summary>
    public static Task Truncated(HttpContext http, EmbeddingRequest request) =>
        WriteAsync(http, """{"object": "list", "data": [{"object": "embedding", "index": 0, "embe""");

    /// <summary>A page of somebody else's.</summary>
    public static Task Page(HttpContext http, EmbeddingRequest request) =>
        WriteAsync(http, "<!doctype html><title>Welcome</title>");

    /// <summary>No answer until the client gives up.</summary>
    public static async Task Never(HttpContext http, EmbeddingRequest request)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // It has.
        }
    }

    /// <summary>What a text means: each word counts in a place of its own.</summary>
    public static IReadOnlyList<string> NumbersOf(string text)
    {
        var numbers = new float[Dimensions];
        var words = text.ToLowerInvariant()
            .Split([' ', ',', '.', ';'], StringSplitOptions.RemoveEmptyEntries);

        foreach (var word in words)
        {
            // Never zero, whatever the text.
            numbers[(uint)HashOf(word) % Dimensions] += 1;
        }

        return [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static int HashOf(string word) =>
        word.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));

    private static IEnumerable<string> Items(EmbeddingRequest request) =>
        request.Texts.Select((text, at) => Item(at, NumbersOf(text)));

    private static string Item(int index, IEnumerable<string> numbers) =>
        $$"""{"object": "embedding", "index": {{index}}, "embedding": [{{string.Join(", ", numbers)}}]}""";

    private static Task Give(HttpContext http, EmbeddingRequest request, IEnumerable<string> items) =>
        WriteAsync(
            http,
            $$"""
            {"object": "list", "data": [{{string.Join(",\n", items)}}],
            "model": "{{request.Body.GetProperty("model").GetString()}}",
            "usage": {"prompt_tokens": 8, "total_tokens": 8} }
            """
        );

    private static async Task WriteAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json));
    }
}
