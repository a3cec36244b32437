namespace Enterprise.Infrastructure.Idempotency;

/// <summary>A request that was carried out, and its answer; it commits together with the effect.</summary>
internal sealed class IdempotencyRecord
{
    /// <summary>Whose request it was.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Its method.</summary>
    public required string Method { get; init; }

    /// <summary>Its path.</summary>
    public required string Path { get; init; }

    /// <summary>What the client called it: up to 255 ASCII characters.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of its body: 32 bytes.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The API key with which it came; no foreign key, for keys may go before.</summary>
    public required Guid KeyId { get; init; }

    /// <summary>The status of the answer: 200 to 299.</summary>
    public required int Status { get; init; }

    /// <summary>The header fields of the answer, each as <c>Name: value</c>.</summary>
    public required string[] Headers { get; init; }

    /// <summary>The body of the answer, without secrets.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The body with a secret, sealed; null where there is none, or no longer.</summary>
    public required byte[]? SealedBody { get; init; }

    /// <summary>When it was carried out.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
