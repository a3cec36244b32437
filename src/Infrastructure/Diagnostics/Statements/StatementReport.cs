namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>What has become of the statements of one kind in one pool.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Kind">What they do: <c>SELECT</c>, <c>INSERT</c> and so on.</param>
/// <param name="Count">How many there were since the start.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Rows">The rows that they returned or changed.</param>
/// <param name="P50">The time that half of those of the last minute took at the most, in ms.</param>
/// <param name="P95">The same for 95 of 100.</param>
/// <param name="P99">The same for 99 of 100.</param>
public sealed record StatementReport(
    string Pool,
    string Kind,
    long Count,
    long Errors,
    long Rows,
    double P50,
    double P95,
    double P99
);

/// <summary>A statement that was slow lately, without any value.</summary>
/// <param name="Shape">What tells it from others: a hash of its text.</param>
/// <param name="Plan">A hash of how the server carries it out; null where that is not known.</param>
/// <param name="Text">Its text, with a question mark for each value.</param>
/// <param name="Pool">The pool that it ran in last.</param>
/// <param name="Count">How often it was slow.</param>
/// <param name="LongestMs">How long it took at the most, in ms.</param>
/// <param name="LastAt">When it was slow last.</param>
public sealed record SlowStatementReport(
    string Shape,
    string? Plan,
    string Text,
    string Pool,
    long Count,
    double LongestMs,
    DateTimeOffset LastAt
);
