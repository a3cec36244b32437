using System.Collections.Concurrent;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>What came of the requests so far.</summary>
internal sealed class Tally
{
    /// <summary>So many failures are told; with more there is no point in going on.</summary>
    public const int MostFailures = 25;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _failures = new();

    /// <summary>What should not have happened, each with the request to repeat it by.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    public int Of(string what) => _counts.GetValueOrDefault(what);

    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Count(HostileRequest request, int status)
    {
        Count($"{request.Operation}");
        Count(IsAccepted(status) ? "accepted" : "refused");
        Count($"status {status}");

        if (IsAccepted(status))
        {
            Count($"accepted {request.Operation}");
        }

        foreach (var mutation in request.Mutations)
        {
            Count(mutation);
        }
    }

    public void Fail(string what)
    {
        Count("failures");

        if (_failures.Count < MostFailures)
        {
            _failures.Enqueue(what);
        }
    }

    public static bool IsAccepted(int status) => status is >= 200 and < 400;

    public override string ToString() =>
        string.Join(
            '\n',
            _counts
                .OrderBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => $"{count.Value, 8} {count.Key}")
        );
}
