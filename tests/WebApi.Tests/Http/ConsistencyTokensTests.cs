using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

/// <summary>The token by which a client reads what it has written; one server needs none, but takes it.</summary>
public sealed class ConsistencyTokensTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Field = "X-Consistency-Token";

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("0000000000000000")]
    [InlineData("00000000016B374")]
    [InlineData("00000000016B37480")]
    [InlineData("00000000016B374G")]
    public async Task What_no_answer_can_have_carried_is_refused_with_the_fields_name(string token)
    {
        (await service.Alice.GetAsync(Paths.Trips, (Field, token)))
            .ShouldBe(400)
            .Member("detail")
            .ShouldNotBeNull()
            .ShouldContain(Field);
        (await service.Alice.PostAsync(Paths.Trips, TripBody.Least, (Field, token))).ShouldBe(400);
    }

    [Fact]
    public async Task A_token_of_another_time_is_taken_and_one_server_gives_none()
    {
        (await service.Alice.GetAsync(Paths.Trips, (Field, "00000000016B3748"))).ShouldBe(200);

        (await service.Alice.PostAsync(Paths.Trips, TripBody.Least))
            .ShouldBe(201)
            .Header(Field)
            .ShouldBeNull();
    }
}
