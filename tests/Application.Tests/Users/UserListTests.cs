using Enterprise.Application.Paging;
using Enterprise.Application.Users;
using Enterprise.Application.Validation;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Application.Tests.Users;

public sealed class UserListTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Users_are_listed_newest_first_in_parts()
    {
        var users = new List<Guid>();

        foreach (var _ in Enumerable.Range(0, 5))
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            users.Insert(0, (await database.Services.RegisterAsync()).UserId);
        }

        var first = await ListAsync(email: null, new PageRequest(3));
        var second = await ListAsync(email: null, new PageRequest(2, first.NextCursor));

        first.Items.Concat(second.Items).Select(user => user.Id).ShouldBe(users);
    }

    [Fact]
    public async Task An_address_finds_its_user_whatever_its_case()
    {
        var input = TestUsers.Input();
        var caller = await database.Services.RegisterAsync(input);

        var found = await ListAsync(input.Email!.ToUpperInvariant(), new PageRequest());

        found.Items.Select(user => user.Id).ShouldBe([caller.UserId]);
        (await ListAsync("nobody@example.org", new PageRequest())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cursor_serves_no_other_filter()
    {
        await database.Services.RegisterAsync();
        await database.Services.RegisterAsync();
        var cursor = (await ListAsync(email: null, new PageRequest(1))).NextCursor.ShouldNotBeNull();

        await Should.ThrowAsync<InvalidInputException>(() =>
            ListAsync("ada@example.org", new PageRequest(1, cursor))
        );
    }

    private Task<Page<UserView>> ListAsync(string? email, PageRequest page) =>
        database.Services.SendAsync(new ListUsers(TestUsers.Admin, email, page));
}
