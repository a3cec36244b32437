namespace Enterprise.Application.Failures;

/// <summary>
/// Says that the caller's user was deleted since the key was looked up: 401, as for any key that has ended.
/// </summary>
public sealed class CallerGoneException() : Exception("The user whom the API key stands for is no more.");
