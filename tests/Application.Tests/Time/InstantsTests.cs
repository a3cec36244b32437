using Enterprise.Application.Json;
using Enterprise.Application.Time;
using Enterprise.Application.Validation;
using Enterprise.Tests.Support.Json;

namespace Enterprise.Application.Tests.Time;

public sealed class InstantsTests
{
    [Fact]
    public void An_instant_has_whole_microseconds_in_UTC_as_the_database_keeps_it()
    {
        var local = new DateTimeOffset(2027, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345_678);

        var instant = local.ToInstant();

        instant.Offset.ShouldBe(TimeSpan.Zero);
        instant.ShouldBe(new DateTimeOffset(2027, 5, 1, 10, 0, 1, TimeSpan.Zero).AddTicks(2_345_670));
    }

    [Theory]
    [InlineData("2027-05-01T09:30:00Z", "2027-05-01T09:30:00Z")]
    [InlineData("2027-05-01T09:30:00+02:00", "2027-05-01T07:30:00Z")]
    [InlineData("2027-05-01T09:30:00.1234567-00:30", "2027-05-01T10:00:00.123456Z")]
    public async Task Any_offset_is_read_and_UTC_is_written(string text, string written)
    {
        var key = await JsonText.ReadAsync(
            $$"""{"expiresAt":"{{text}}"}""",
            ApplicationJson.Contract.ApiKeyInput
        );

        System
            .Text.Json.JsonSerializer.Serialize(key, ApplicationJson.Contract.ApiKeyInput)
            .ShouldContain($"\"{written}\"");
    }

    [Theory]
    [InlineData("2027-05-01T09:30:00")]
    [InlineData("2027-05-01")]
    [InlineData("tomorrow")]
    [InlineData("2027-13-01T09:30:00Z")]
    public async Task An_instant_without_an_offset_or_a_meaning_is_refused(string text)
    {
        var refusal = await Should.ThrowAsync<InvalidInputException>(() =>
            JsonText.ReadAsync($$"""{"expiresAt":"{{text}}"}""", ApplicationJson.Contract.ApiKeyInput)
        );

        refusal.Errors.Keys.ShouldBe(["expiresAt"]);
    }
}
