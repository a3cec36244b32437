namespace Enterprise.Application.Failures;

/// <summary>Says that the caller is known but may not do this: 403 at the REST boundary.</summary>
public sealed class ForbiddenException(string message) : Exception(message);
