using Enterprise.Domain.Trips;
using Enterprise.Domain.Vocabularies;

namespace Enterprise.Domain.Tests.Vocabularies;

public sealed class VocabularyTests
{
    [Fact]
    public void The_words_of_a_trip_are_those_of_the_contract_in_its_order()
    {
        Vocabulary<TripKind>.All.ShouldBe(["leisure", "business", "family", "solo", "other"]);
        Vocabulary<TripStatus>.All.ShouldBe(["planning", "booked", "completed", "canceled"]);
    }

    [Fact]
    public void Every_member_comes_back_from_its_word()
    {
        foreach (var kind in Enum.GetValues<TripKind>())
        {
            Vocabulary<TripKind>.ValueOf(Vocabulary<TripKind>.WordFor(kind)).ShouldBe(kind);
        }
    }

    [Fact]
    public void A_name_of_several_words_is_a_word_in_camelCase() =>
        Vocabulary<StringComparison>
            .WordFor(StringComparison.OrdinalIgnoreCase)
            .ShouldBe("ordinalIgnoreCase");

    [Theory]
    [InlineData("Leisure")]
    [InlineData("LEISURE")]
    [InlineData(" leisure")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("pilgrimage")]
    public void Any_other_spelling_is_no_word(string text)
    {
        Vocabulary<TripKind>.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => Vocabulary<TripKind>.ValueOf(text));
    }

    [Fact]
    public void A_value_that_is_no_member_has_no_word() =>
        Should.Throw<KeyNotFoundException>(() => Vocabulary<TripKind>.WordFor((TripKind)99));
}
