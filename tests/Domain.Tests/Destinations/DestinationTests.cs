using Enterprise.Domain.Destinations;

namespace Enterprise.Domain.Tests.Destinations;

public sealed class DestinationTests
{
    [Theory]
    [InlineData("Soldeu: ski, northern lights. A village.", "ski", "northern-lights")]
    [InlineData("Soldeu. A village.")]
    public void It_means_what_its_tags_say_as_words_before_its_description(
        string meaning,
        params string[] tags
    ) => Destination.Describe(Guid.Empty, "Soldeu", "AD", "A village.", tags, 0, 0).Meaning.ShouldBe(meaning);
}
