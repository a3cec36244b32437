using Enterprise.Infrastructure.Vectors;

namespace Enterprise.Infrastructure.Tests.Vectors;

public sealed class VectorTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_refused_and_its_place_told(float value) =>
        Should.Throw<ArgumentException>(() => Of(1f, 2f, value)).Message.ShouldContain("index 2");

    [Theory]
    [InlineData(0)]
    [InlineData(Vector.MaxDimensions + 1)]
    public void No_dimensions_and_too_many_are_refused(int dimensions) =>
        Should
            .Throw<ArgumentException>(() => new Vector(new float[dimensions]))
            .Message.ShouldContain($"not {dimensions}");

    [Fact]
    public void A_vector_does_not_follow_the_array_it_was_made_from()
    {
        float[] values = [1, 2];
        var vector = new Vector(values);
        values[0] = 9;
        vector.ToArray()[1] = 9;

        vector.Memory.ToArray().ShouldBe([1f, 2f]);
    }

    [Fact]
    public void Vectors_are_equal_by_their_numbers()
    {
        var vector = Of(1f, 0f);
        var same = Of(1f, -0f);

        vector.Equals(same).ShouldBeTrue();
        vector.GetHashCode().ShouldBe(same.GetHashCode());
        vector.Equals(Of(0f, 1f)).ShouldBeFalse();
        vector.Equals(Of(1f)).ShouldBeFalse();
        vector.Equals(null).ShouldBeFalse();
        vector.Equals((object)"[1,0]").ShouldBeFalse();
    }

    [Fact]
    public void Its_text_is_the_one_of_the_server() =>
        Of(1f, -2.5f, 1e-7f).ToString().ShouldBe("[1,-2.5,1E-07]");

    [Fact]
    public void A_distance_is_not_computed_outside_a_query()
    {
        var vector = Of(1f);

        Should
            .Throw<InvalidOperationException>(() => vector.CosineDistance(vector))
            .Message.ShouldContain("CosineDistance");
        Should.Throw<InvalidOperationException>(() => vector.L2Distance(vector));
        Should.Throw<InvalidOperationException>(() => vector.MaxInnerProduct(vector));
    }

    private static Vector Of(params float[] values) => new(values);
}
