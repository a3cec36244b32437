using Enterprise.Infrastructure.Vectors.Embeddings;

namespace Enterprise.Infrastructure.Tests.Vectors.Embeddings;

public sealed class MiniLmGeneratorTests
{
    /// <summary>Whether the interruption comes before the model is at work or in the middle of it.</summary>
    [Fact]
    public async Task An_interruption_is_no_failure_of_the_model()
    {
        using var generator = new MiniLmGenerator();
        await generator.GenerateAsync(["so that it is loaded"]);
        using var interruption = new CancellationTokenSource();
        var texts = Enumerable.Repeat(string.Concat(Enumerable.Repeat("a quiet island ", 60)), 200);

        var made = generator.GenerateAsync(texts, cancellationToken: interruption.Token);
        await Task.Delay(200);
        await interruption.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => made);
    }
}
