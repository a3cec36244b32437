namespace Enterprise.Application.Failures;

/// <summary>
/// Says that there is no such object, or none that the caller may know of: the two are the same answer.
/// </summary>
public sealed class NotFoundException() : Exception("There is no such object.");
