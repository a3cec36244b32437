namespace Enterprise.Application.Persistence;

/// <summary>Says that a unique index refused a change: SQLSTATE 23505.</summary>
/// <param name="constraint">The name of the index.</param>
/// <param name="innerException">What the database said.</param>
public sealed class UniqueViolationException(string constraint, Exception innerException)
    : Exception($"The unique index {constraint} refused the change.", innerException)
{
    /// <summary>The name of the index.</summary>
    public string Constraint { get; } = constraint;
}
