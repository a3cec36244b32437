namespace Enterprise.Application.Validation;

/// <summary>Says which members of a request are not acceptable, and why: 400 at the REST boundary.</summary>
public sealed class InvalidInputException(IReadOnlyDictionary<string, string[]> errors)
    : Exception("The request is not valid.")
{
    /// <summary>Makes an exception about one member.</summary>
    public InvalidInputException(string member, string message)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [member] = [message] }) { }

    /// <summary>The messages, keyed by the member's JSON name (<c>budget.amount</c>) or the parameter.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}
