namespace Enterprise.Infrastructure.Resilience;

/// <summary>What one state of the database says.</summary>
/// <param name="Name">Its name in the manual.</param>
/// <param name="Kind">What it means for whoever thinks of trying again.</param>
/// <param name="BlamesTarget">Whether the server is to blame, so that its circuit counts it.</param>
internal readonly record struct FailureMeaning(string Name, FailureKind Kind, bool BlamesTarget);
