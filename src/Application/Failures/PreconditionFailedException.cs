namespace Enterprise.Application.Failures;

/// <summary>Says that the object has changed since the caller last saw it: 412 (RFC 9110, section 15.5.13).</summary>
public sealed class PreconditionFailedException()
    : Exception("The object's present version is not one that the request allows.");
