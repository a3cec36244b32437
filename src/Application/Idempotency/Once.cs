namespace Enterprise.Application.Idempotency;

/// <summary>Asks a use case to act at most once, and to keep the answer beside the effect.</summary>
/// <param name="Request">What tells whether it was carried out before.</param>
/// <param name="AnswerTo">The answer that an outcome is told by; it may be asked more than once.</param>
public sealed record Once<T>(IdempotentRequest Request, Func<T, RecordedAnswer> AnswerTo);
