namespace Enterprise.WebApi.RateLimits;

/// <summary>What a request found of its key's budget.</summary>
/// <param name="IsAllowed">Whether there was a token for it.</param>
/// <param name="Remaining">The tokens that are left.</param>
/// <param name="ResetSeconds">The seconds until the budget is whole again.</param>
/// <param name="RetryAfterSeconds">The seconds until there is a token; 0 where there was one.</param>
internal sealed record RateLimit(bool IsAllowed, int Remaining, int ResetSeconds, int RetryAfterSeconds)
{
    public const string PolicyName = "default";

    /// <summary>The form of <see cref="Field"/>.</summary>
    public const string FieldPattern = $"^\"{PolicyName}\";r=[0-9]+;t=[0-9]+$";

    /// <summary>The budget as a field of an answer.</summary>
    public string Field => $"\"{PolicyName}\";r={Remaining};t={ResetSeconds}";
}
