using Enterprise.Application.Destinations;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>Takes an answer for what it must be: one embedding a text, of 384 finite numbers, in any order.</summary>
/// <remarks>What is wrong here would be stored, and never be told from what is right again.</remarks>
internal static class EmbeddingCheck
{
    /// <summary>The embeddings in the order of the texts.</summary>
    /// <exception cref="EmbeddingFailedException">The answer is something else.</exception>
    public static float[][] InOrder(EmbeddingAnswer? answer, int texts)
    {
        if (answer?.Data is not { } data)
        {
            throw EmbeddingFailedException.WrongAnswer("no embeddings");
        }

        if (data.Count != texts)
        {
            throw EmbeddingFailedException.WrongAnswer($"{data.Count} embeddings for {texts} texts");
        }

        var inOrder = new float[texts][];

        foreach (var one in data)
        {
            if (
                one is not { Index: { } at, Embedding: { } numbers }
                || at < 0
                || at >= texts
                || inOrder[at] is not null
            )
            {
                throw EmbeddingFailedException.WrongAnswer("embeddings that are not one for each text");
            }

            inOrder[at] = Checked(numbers);
        }

        return inOrder;
    }

    private static float[] Checked(float[] numbers)
    {
        if (numbers.Length != IDestinationIndex.Dimensions)
        {
            throw EmbeddingFailedException.WrongAnswer(
                $"{numbers.Length} numbers a text instead of {IDestinationIndex.Dimensions}"
            );
        }

        if (!numbers.All(float.IsFinite))
        {
            throw EmbeddingFailedException.WrongAnswer("numbers that are not finite");
        }

        // The cosine of nothing is none.
        return numbers.Any(number => number is not 0)
            ? UnitLength.Of(numbers)
            : throw EmbeddingFailedException.WrongAnswer("nothing but zeros");
    }
}
