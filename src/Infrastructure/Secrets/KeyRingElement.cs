namespace Enterprise.Infrastructure.Secrets;

/// <summary>A row of the key ring: a key, or the revocation of one, as the XML of Data Protection.</summary>
internal sealed class KeyRingElement
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>The row's key: a UUID version 7 (RFC 9562).</summary>
    public required Guid Id { get; init; }

    /// <summary>What Data Protection calls it, such as <c>key-</c> and its id: there is one of each.</summary>
    public required string Name { get; init; }

    /// <summary>The element, with its secret encrypted.</summary>
    public required string Xml { get; init; }

    /// <summary>HMAC-SHA-256 of the element under a key of the deployment: 32 bytes.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
