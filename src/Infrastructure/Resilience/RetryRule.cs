using System.Security.Cryptography;
using Enterprise.Application.Idempotency;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>Who may try again, and when: reads and changes go by different rules.</summary>
/// <remarks>
/// A read has no effect, so a lost answer is no reason against asking again. A change is repeated only if the
/// table says that nothing was left behind: one <c>n = n + 1</c> that is repeated after a lost answer counts
/// twice. A change that leaves a record of its request may be repeated after a lost answer as well: the record
/// tells whether it was made. None is repeated when time ran out, for that only piles up.
/// </remarks>
internal sealed class RetryRule
{
    /// <summary>The attempts, with the first one.</summary>
    public const int Attempts = 4;

    /// <summary>The longest pause before the second attempt; twice as long before each that follows.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause of all.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>For questions.</summary>
    public static readonly RetryRule Read = new(
        "read",
        (kind, _, _) => kind is FailureKind.RetryFreely or FailureKind.OutcomeUnknown
    );

    /// <summary>For changes.</summary>
    public static readonly RetryRule Write = new("write", (kind, _, _) => kind is FailureKind.RetryFreely);

    /// <summary>For changes that are made at most once for a request.</summary>
    /// <remarks>
    /// A later attempt may find the request under way: that is the server, which has not noticed yet that the
    /// connection of the attempt before is gone.
    /// </remarks>
    public static readonly RetryRule IdempotentWrite = new(
        "idempotent write",
        (kind, exception, attempt) =>
            kind is FailureKind.RetryFreely or FailureKind.OutcomeUnknown
            || (attempt > 1 && exception is StillRunningException)
    );

    private readonly Func<FailureKind, Exception, int, bool> _mayRepeat;

    private RetryRule(string name, Func<FailureKind, Exception, int, bool> mayRepeat) =>
        (Name, _mayRepeat) = (name, mayRepeat);

    /// <summary>What it is a rule for, as the log says it.</summary>
    public string Name { get; }

    /// <summary>Whether an attempt that failed like this may be followed by another one.</summary>
    /// <param name="exception">Why it failed.</param>
    /// <param name="attempt">Which one it was: 1 to <see cref="Attempts"/>.</param>
    public bool MayRepeat(Exception exception, int attempt) =>
        attempt < Attempts && _mayRepeat(FailureTable.KindOf(exception), exception, attempt);

    /// <summary>The pause after an attempt: half of it is chance, so that those who failed together come back apart.</summary>
    public static TimeSpan PauseAfter(int attempt)
    {
        var longest = FirstPause * Math.Pow(2, attempt - 1);
        var bounded = longest < LongestPause ? longest : LongestPause;
        var half = (int)(bounded.TotalMicroseconds / 2);

        return TimeSpan.FromMicroseconds(half + RandomNumberGenerator.GetInt32(half + 1));
    }
}
