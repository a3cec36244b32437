using Enterprise.Application.Persistence;
using Enterprise.Domain.Users;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Persistence;

public sealed class SavepointTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task No_round_trip_goes_to_savepoints_on_contexts_that_are_used_again_either()
    {
        using var log = new LogCapture();
        await using var services = database.CreateServices(
            settings: null,
            parts => parts.AddSingleton<ILoggerFactory>(log)
        );

        for (var i = 0; i < 3; i++)
        {
            await RegisterAsync(services.GetRequiredService<IDatabase>());
        }

        log.Text.ShouldContain("INSERT INTO users");
        log.Text.ShouldNotContain("savepoint", Case.Insensitive);
    }

    private static Task<User> RegisterAsync(IDatabase database) =>
        database.WriteAsync(
            TestUsers.Admin,
            (db, _) =>
                Task.FromResult(
                    db.Add(
                        User.Register(
                            Guid.CreateVersion7(FakeClock.Beginning),
                            TestUsers.Input().Email!,
                            "Ada",
                            User.NoPreferences,
                            FakeClock.Beginning
                        )
                    ).Entity
                ),
            CancellationToken.None
        );
}
