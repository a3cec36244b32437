using System.Collections.Concurrent;

namespace Enterprise.WebApi.Tests.Isolation.Switches;

/// <summary>Takes the ownership conditions out of statements, and keeps what it has done to which.</summary>
internal sealed class StatementRecord
{
    private readonly ConcurrentDictionary<string, string> _passed = new(StringComparer.Ordinal);
    private int _rewritings;

    /// <summary>How often a statement was changed.</summary>
    public int Rewritings => Volatile.Read(ref _rewritings);

    /// <summary>The statements that were changed, as the service had written them.</summary>
    public IReadOnlyList<string> Rewritten =>
        [
            .. _passed
                .Where(statement => !statement.Key.Equals(statement.Value, StringComparison.Ordinal))
                .Select(statement => statement.Key),
        ];

    /// <summary>The statements that compare an owner, all the same, as they came to the server.</summary>
    public IReadOnlyList<string> StillComparing => [.. _passed.Values.Where(OwnershipConditions.AreIn)];

    /// <summary>What the server shall hear in place of a statement.</summary>
    public string Rewrite(string sql)
    {
        var passed = _passed.GetOrAdd(sql, OwnershipConditions.RemoveFrom);

        if (!passed.Equals(sql, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _rewritings);
        }

        return passed;
    }
}
