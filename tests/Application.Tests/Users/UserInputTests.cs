using Enterprise.Application.Concurrency;
using Enterprise.Application.Json;
using Enterprise.Application.Users;
using Enterprise.Application.Validation;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Json;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Application.Tests.Users;

/// <summary>What is taken as a user and what is not, each refusal with the member's name.</summary>
public sealed class UserInputTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("""{"displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"ada","displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"@example.org","displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"ada@","displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"a@b@c","displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"ada lovelace@example.org","displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"ada@example.org\n","displayName":"Ada"}""", "email")]
    [InlineData("""{"email":"ada@example.org"}""", "displayName")]
    [InlineData("""{"email":"ada@example.org","displayName":"  "}""", "displayName")]
    [InlineData("""{"email":"ada@example.org","displayName":"Ada","preferences":[]}""", "preferences")]
    [InlineData("""{"email":"ada@example.org","displayName":"Ada","preferences":"{}"}""", "preferences")]
    [InlineData("""{"email":"ada@example.org","displayName":"Ada","createdAt":null}""", "createdAt")]
    public async Task A_member_that_is_not_acceptable_is_named(string json, string member) =>
        (await RefusalOfAsync(() => CreateAsync(json))).Errors.Keys.ShouldBe([member]);

    [Theory]
    [InlineData("""{"note":"\u0000"}""")]
    [InlineData("""{"note":"\ud800"}""")]
    [InlineData("""{"\u0000":1}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"list":[{"deep":"\udc00"}]}""")]
    [InlineData("""{"number":1e400}""")]
    [InlineData("""{"twice":1,"twice":2}""")]
    public async Task Preferences_that_cannot_be_stored_are_refused_on_creation_and_in_a_patch(
        string preferences
    )
    {
        var user = await CreateAsync("""{"email":"ada@example.org","displayName":"Ada"}""", unique: true);

        await RefusalOfAsync(() =>
            CreateAsync($$"""{"email":"bea@example.org","displayName":"Bea","preferences":{{preferences}}}""")
        );
        await RefusalOfAsync(async () =>
            await database.Services.SendAsync(
                new PatchUser(
                    TestUsers.Admin,
                    user.Id,
                    await JsonText.PatchAsync($$"""{"preferences":{{preferences}}}"""),
                    Preconditions.None
                )
            )
        );
    }

    [Theory]
    [InlineData("x", 16384, true)]
    [InlineData("x", 16385, false)]
    [InlineData("é", 16384, true)]
    [InlineData("é", 16386, false)]
    public async Task Preferences_are_measured_in_bytes_of_UTF_8(string character, int bytes, bool taken)
    {
        var frame = """{"note":""}""".Length;
        var width = System.Text.Encoding.UTF8.GetByteCount(character);
        var filling = string.Concat(Enumerable.Repeat(character, (bytes - frame) / width));
        var rest = new string('y', (bytes - frame) % width);
        var preferences = $$"""{ "note" : "{{filling}}{{rest}}" }""";
        var json = $$"""{"email":"ada@example.org","displayName":"Ada","preferences":{{preferences}}}""";

        if (!taken)
        {
            (await RefusalOfAsync(() => CreateAsync(json))).Errors.Keys.ShouldBe(["preferences"]);

            return;
        }

        var created = await CreateAsync(json, unique: true);
        var read = await database.Services.SendAsync(new GetUser(TestUsers.Admin, created.Id));
        System.Text.Encoding.UTF8.GetByteCount(read.Preferences.GetRawText()).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("""{"b":1,"a":2,"c":[1.50,1e2,"ö\u00e9\"\\"]}""")]
    [InlineData("""{"big":123456789012345678901234567890}""")]
    [InlineData("""{"":{"":null}}""")]
    [InlineData("""{"compass":"🧭"}""")]
    public async Task What_is_answered_and_what_is_read_later_are_the_same_text(string preferences)
    {
        var created = await CreateAsync(
            $$"""{"email":"ada@example.org","displayName":"Ada","preferences":{{preferences}}}""",
            unique: true
        );

        var read = await database.Services.SendAsync(new GetUser(TestUsers.Admin, created.Id));

        read.Preferences.GetRawText().ShouldBe(created.Preferences.GetRawText());
    }

    private static Task<InvalidInputException> RefusalOfAsync(Func<Task> act) =>
        Should.ThrowAsync<InvalidInputException>(act);

    private async Task<UserView> CreateAsync(string json, bool unique = false)
    {
        var input = await JsonText.ReadAsync(json, ApplicationJson.Contract.UserInput);

        return await database.Services.SendAsync(
            new CreateUser(TestUsers.Admin, unique ? input with { Email = TestUsers.Input().Email } : input)
        );
    }
}
