namespace Enterprise.Infrastructure.Resilience.Deadlines;

/// <summary>Says that a request's time was over before its work was; what was begun is ended behind its back.</summary>
internal sealed class DeadlinePassedException() : TimeoutException("The request's time budget is spent.");
