using System.Net;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>What an answer without embeddings means. Its body is not read: that of a 401 may quote the key.</summary>
internal static class EmbeddingRefusals
{
    public static EmbeddingFailedException Meaning(HttpResponseMessage answer, TimeProvider clock)
    {
        var status = (int)answer.StatusCode;
        var isPassing = status is 429 or >= 500;
        var (what, advice) = Words(answer.StatusCode);

        return new($"The embedding service {what} ({status}){advice}.", isPassing)
        {
            RetryAfter = isPassing ? RetryAfter(answer, clock) : null,
            IsOfTexts =
                answer.StatusCode
                    is HttpStatusCode.BadRequest
                        or HttpStatusCode.RequestEntityTooLarge
                        or HttpStatusCode.UnprocessableEntity,
        };
    }

    private static (string What, string Advice) Words(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (
                "refused the key",
                $": look at {Name(EmbeddingOptions.KeySetting)}"
            ),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => (
                "is not at this address, or does not know the model",
                $": look at {Name(EmbeddingOptions.EndpointSetting)} and {Name(EmbeddingOptions.ModelSetting)}"
            ),
            HttpStatusCode.TooManyRequests => ("takes no more requests at the moment", ""),
            >= HttpStatusCode.InternalServerError => ("failed", ""),
            >= HttpStatusCode.BadRequest => (
                "did not take the texts",
                $": look at {Name(EmbeddingOptions.ModelSetting)}, which must give 384 numbers"
            ),
            _ => ("gave no answer", $": look at {Name(EmbeddingOptions.EndpointSetting)}"),
        };

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider clock) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delay } => delay,
            { Date: { } moment } when moment - clock.GetUtcNow() is var left && left > TimeSpan.Zero => left,
            _ => null,
        };

    private static string Name(string setting) => EmbeddingFailedException.Name(setting);
}
