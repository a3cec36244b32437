using System.Diagnostics;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>What one request of a load came to.</summary>
/// <param name="Kind">What was asked: <c>read</c> or <c>write</c>.</param>
/// <param name="Status">The status; 0 where there was no answer at all.</param>
/// <param name="Id">The trip that was made; empty where none was.</param>
/// <param name="SentAt">When, as a time stamp of <see cref="Stopwatch"/>.</param>
/// <param name="Took">How long the client waited.</param>
/// <param name="Detail">What a refusal said.</param>
internal sealed record Reply(string Kind, int Status, Guid Id, long SentAt, TimeSpan Took, string Detail)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>When the answer was there.</summary>
    public long AnsweredAt => SentAt + (long)(Took.TotalSeconds * Stopwatch.Frequency);
}
