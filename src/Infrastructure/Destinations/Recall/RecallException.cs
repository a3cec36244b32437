namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>Says in a sentence why there is nothing to measure, and what to do.</summary>
public sealed class RecallException(string message) : Exception(message);
