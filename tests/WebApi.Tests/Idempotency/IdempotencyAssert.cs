using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Idempotency;

/// <summary>Says of answers that they are the first ones, or the same again.</summary>
internal static class IdempotencyAssert
{
    public const string KeyField = "Idempotency-Key";

    private const string ReplayedField = "Idempotency-Replayed";

    private static readonly string[] Kept = ["Content-Type", "Location", "ETag", "Cache-Control"];

    private static int _count;

    /// <summary>A key that no other test uses.</summary>
    public static string NewKey() => $"key-{Interlocked.Increment(ref _count)}";

    /// <summary>An answer to what was carried out just now.</summary>
    public static Answer ShouldBeFirst(this Answer answer)
    {
        answer.Status.ShouldBeInRange(200, 201, answer.Text);
        answer.Header(ReplayedField).ShouldBeNull();

        return answer;
    }

    /// <summary>The answer that was given before, in status, headers and body.</summary>
    public static void ShouldReplay(this Answer answer, Answer first)
    {
        answer.ShouldReplayAllBut(first);
        answer.Text.ShouldBe(first.Text);
    }

    /// <summary>The answer that was given before, but for its body.</summary>
    public static void ShouldReplayAllBut(this Answer answer, Answer first)
    {
        answer.ShouldBe(first.Status).Header(ReplayedField).ShouldBe("true");

        foreach (var name in Kept)
        {
            answer.Header(name).ShouldBe(first.Header(name), name);
        }
    }
}
