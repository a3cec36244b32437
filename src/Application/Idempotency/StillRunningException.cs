namespace Enterprise.Application.Idempotency;

/// <summary>Says that the same request is being carried out just now: 409 with <c>Retry-After</c>.</summary>
public sealed class StillRunningException()
    : Exception("The request with this idempotency key is still being carried out; ask again soon.")
{
    /// <summary>When asking again makes sense.</summary>
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(1);
}
