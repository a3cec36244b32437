using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Idempotency;
using Enterprise.WebApi.Http;
using MediatR;

namespace Enterprise.WebApi.Idempotency;

/// <summary>The one way of a <c>POST</c>: what is asked is carried out once for an <c>Idempotency-Key</c>.</summary>
internal static class Posts
{
    /// <summary>Reads the body, sends the message, and answers, the second time as the first.</summary>
    /// <param name="mediator">Where the message goes.</param>
    /// <param name="http">The request.</param>
    /// <param name="type">How the body looks.</param>
    /// <param name="message">The message that the body stands for, with what keeps it from acting twice.</param>
    /// <param name="answerTo">How its outcome is told.</param>
    public static async Task PostAsync<TInput, TView>(
        this IMediator mediator,
        HttpContext http,
        JsonTypeInfo<TInput> type,
        Func<TInput, Once<TView>?, IRequest<TView>> message,
        Func<TView, RecordedAnswer> answerTo
    )
    {
        if (IdempotencyKeyField.KeyOf(http.Request) is not { } key)
        {
            var input = await JsonBody.ReadAsync(http, type);
            await Answers.WriteAsync(http, answerTo(await SendAsync(input, once: null)));

            return;
        }

        var (document, fingerprint) = await JsonBody.ReadWithFingerprintAsync(http, type);
        var once = new Once<TView>(
            new IdempotentRequest(http.Request.Method, PathOf(http.Request), key, fingerprint),
            answerTo
        );

        try
        {
            await Answers.WriteAsync(http, answerTo(await SendAsync(document, once)));
        }
        catch (AnsweredBeforeException before)
        {
            http.Response.Headers[IdempotencyKeyField.Replayed] = "true";
            await Answers.WriteAsync(http, before.Answer);
        }

        Task<TView> SendAsync(TInput input, Once<TView>? once) =>
            mediator.Send(message(input, once), http.RequestAborted);
    }

    /// <summary>Routes tell neither upper from lower case nor a slash at the end.</summary>
    private static string PathOf(HttpRequest request) =>
        $"{request.PathBase}{request.Path}".TrimEnd('/').ToLowerInvariant();
}
