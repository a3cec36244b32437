using System.Text.Json;
using Enterprise.Application.Json;
using Enterprise.Application.MergePatch;
using Enterprise.Application.Validation;
using Enterprise.Tests.Support.Json;
using FluentValidation;

namespace Enterprise.Application.Tests.MergePatch;

/// <summary>The examples of RFC 7396, appendix A, in their order.</summary>
public sealed class JsonMergePatchTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public async Task A_patch_has_the_outcome_of_the_standard(string document, string patch, string outcome)
    {
        var type = ApplicationJson.Contract.JsonElement;
        var current = await JsonText.PatchAsync(document);

        var patched = JsonMergePatch.Apply(
            await JsonText.PatchAsync(patch),
            current,
            type,
            new InlineValidator<JsonElement>()
        );

        JsonElement.DeepEquals(patched, await JsonText.PatchAsync(outcome)).ShouldBeTrue(patched.ToString());
    }

    [Theory]
    [InlineData("""["c","d"]""")]
    [InlineData("null")]
    [InlineData("\"bar\"")]
    [InlineData("7")]
    public async Task A_patch_that_would_replace_the_whole_document_is_refused(string patch)
    {
        var element = await JsonText.PatchAsync(patch);

        var refusal = Should.Throw<InvalidInputException>(() =>
            JsonMergePatch.MustFit(element, ApplicationJson.Contract.TripInput)
        );

        refusal.Errors.Keys.ShouldBe(["$"]);
    }

    [Theory]
    [InlineData("""{"id":null}""", "id")]
    [InlineData("""{"titel":null,"title":"x"}""", "titel")]
    [InlineData("""{"budget":{"rate":null}}""", "budget.rate")]
    public async Task Removing_an_unknown_member_is_refused_like_adding_it(string patch, string member)
    {
        var element = await JsonText.PatchAsync(patch);

        var refusal = Should.Throw<InvalidInputException>(() =>
            JsonMergePatch.MustFit(element, ApplicationJson.Contract.TripInput)
        );

        refusal.Errors.Keys.ShouldBe([member]);
    }
}
