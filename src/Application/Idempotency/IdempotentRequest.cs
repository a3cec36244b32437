namespace Enterprise.Application.Idempotency;

/// <summary>A request that its client may send again without its being carried out again.</summary>
/// <remarks>The IETF draft "The Idempotency-Key HTTP Header Field"; a key counts for one user, method and path.</remarks>
/// <param name="Method">The method, such as <c>POST</c>.</param>
/// <param name="Path">The path, in lower case and without a slash at its end.</param>
/// <param name="Key">What the client calls it: 1 to <see cref="MaxKey"/> visible ASCII characters.</param>
/// <param name="Fingerprint">SHA-256 of the body: 32 bytes.</param>
public sealed record IdempotentRequest(string Method, string Path, string Key, byte[] Fingerprint)
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKey = 255;

    /// <summary>For how long the first answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>For how long a secret in it is kept.</summary>
    public static readonly TimeSpan SecretKept = TimeSpan.FromMinutes(10);
}
