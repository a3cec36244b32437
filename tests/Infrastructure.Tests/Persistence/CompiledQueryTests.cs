using Enterprise.Application.Failures;
using Enterprise.Application.Users;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>Compiled queries are static and serve one model: it must be the same for all that a process hosts.</summary>
public sealed class CompiledQueryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task They_serve_two_services_on_one_database()
    {
        await using var other = database.CreateServices();
        var caller = await database.Services.RegisterAsync();

        foreach (var services in new[] { database.Services, other, database.Services })
        {
            (await services.SendAsync(new GetUser(caller, caller.UserId))).Id.ShouldBe(caller.UserId);
        }
    }

    [Fact]
    public async Task They_keep_two_databases_apart()
    {
        await using var other = await TestDatabase.CreateAsync();
        var here = await database.Services.RegisterAsync();
        var there = await other.Services.RegisterAsync();

        (await database.Services.SendAsync(new GetUser(here, here.UserId))).Id.ShouldBe(here.UserId);
        (await other.Services.SendAsync(new GetUser(there, there.UserId))).Id.ShouldBe(there.UserId);
        await Should.ThrowAsync<NotFoundException>(() =>
            other.Services.SendAsync(new GetUser(TestUsers.Admin, here.UserId))
        );
    }
}
