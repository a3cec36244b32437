namespace Enterprise.Application.Paging;

/// <summary>A part of a list, in the list's order.</summary>
/// <param name="Items">The rows of this part, at most as many as were asked for.</param>
/// <param name="NextCursor">Where the next part begins; null at the end of the list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
