using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Secrets;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>Turns answers into records and back; a secret in one is sealed, and shown to its first reader only.</summary>
internal sealed class RecordedAnswers(ISecretProtector protector, TimeProvider clock)
{
    private const string Purpose = "idempotency";
    private const string Separator = ": ";

    /// <summary>
    /// Has the ring of keys loaded, which takes a connection: to be called before one is held, or many such
    /// requests at once would wait for each other's.
    /// </summary>
    public void WarmUp() => protector.Seal([], Purpose);

    public IdempotencyRecord Write(
        RecordedAnswer answer,
        Caller caller,
        IdempotentRequest request,
        DateTimeOffset now
    ) =>
        new()
        {
            UserId = caller.UserId,
            KeyId = caller.KeyId,
            Method = request.Method,
            Path = request.Path,
            Key = request.Key,
            Fingerprint = request.Fingerprint,
            Status = answer.Status,
            Headers = [.. answer.Headers.Select(field => field.Key + Separator + field.Value)],
            Body = answer.Body,
            SealedBody = answer.BodyWithSecret is { } secret
                ? protector.Seal(secret, PurposeOf(caller))
                : null,
            CreatedAt = now,
        };

    public RecordedAnswer Read(IdempotencyRecord record, Caller caller) =>
        new(
            record.Status,
            [.. record.Headers.Select(FieldOf)],
            record.Body,
            MaySeeSecret(record, caller) ? protector.Open(record.SealedBody!, PurposeOf(caller)) : null
        );

    private bool MaySeeSecret(IdempotencyRecord record, Caller caller) =>
        record.SealedBody is not null
        && record.KeyId == caller.KeyId
        && record.CreatedAt > clock.GetUtcNow() - IdempotentRequest.SecretKept;

    private static string[] PurposeOf(Caller caller) =>
        [Purpose, caller.UserId.ToString(), caller.KeyId.ToString()];

    private static KeyValuePair<string, string> FieldOf(string line)
    {
        var at = line.IndexOf(Separator, StringComparison.Ordinal);

        return new(line[..at], line[(at + Separator.Length)..]);
    }
}
