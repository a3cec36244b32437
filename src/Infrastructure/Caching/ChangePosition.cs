namespace Enterprise.Infrastructure.Caching;

/// <summary>How much was heard until some moment: of the same tags, two that are equal have no change between them.</summary>
/// <param name="Losses">How often touch was lost: whatever happened then, nobody heard.</param>
/// <param name="Changes">The changes of the tags that were heard of.</param>
internal readonly record struct ChangePosition(long Losses, long Changes);
