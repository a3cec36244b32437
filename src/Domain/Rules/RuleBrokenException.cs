namespace Enterprise.Domain.Rules;

/// <summary>Says that a well-formed change is refused by a rule of the domain in its present state.</summary>
/// <remarks>
/// The present state is what stands in the way, not the form of the request: at the REST boundary it is a
/// 409 Conflict (RFC 9110, section 15.5.10). Badly formed values are refused earlier, as validation failures.
/// </remarks>
public sealed class RuleBrokenException(string message) : Exception(message);
