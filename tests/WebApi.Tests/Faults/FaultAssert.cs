using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>Says of a load what no fault may change.</summary>
internal static class FaultAssert
{
    /// <summary>Clients see success or 503 and nothing else.</summary>
    public static void ShouldOnlySucceedOrBe503(this Load load) =>
        load
            .Replies.Where(reply => !reply.IsSuccess && reply.Status != 503)
            .Select(reply => $"{reply.Status}: {reply.Detail}")
            .ShouldBeEmpty(load.Summary());

    /// <summary>Every acknowledged trip is stored; what was refused with certainty is not, and nothing twice.</summary>
    public static async Task ShouldBeStoredAsync(this Load load, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var stored = await connection.ListAsync<Guid>("SELECT id FROM trips");
        var unsure = load.Replies.Count(reply =>
            !reply.IsSuccess
            && (reply.Status == 0 || reply.Detail.Contains("may or may not", StringComparison.Ordinal))
        );

        load.Acknowledged.ShouldBeUnique();
        load.Acknowledged.Except(stored).ShouldBeEmpty(load.Summary());
        (stored.Count - load.Acknowledged.Count).ShouldBeInRange(0, unsure + Before, load.Summary());
    }

    /// <summary>No answer came later than the budget allows.</summary>
    public static void ShouldBeWithin(this Load load, TimeSpan bound) =>
        load
            .Replies.Where(reply => reply.Took > bound)
            .Select(reply => $"{reply.Kind} {reply.Status} after {reply.Took.TotalMilliseconds:F0} ms")
            .ShouldBeEmpty(load.Summary());

    /// <summary>The trips that the set-up and the warming up have made.</summary>
    private const int Before = 5;
}
