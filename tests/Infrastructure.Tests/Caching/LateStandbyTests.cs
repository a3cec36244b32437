using System.Text;
using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Tests.Connections.Standbys;
using Enterprise.Tests.Support.Callers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>A standby that is behind must not be remembered for what the primary has told of.</summary>
public sealed class LateStandbyTests(Pair pair) : IClassFixture<Pair>
{
    [Fact]
    public async Task What_is_to_be_remembered_is_read_from_the_primary()
    {
        var reads = pair.Services.GetRequiredService<CacheReads>();
        await pair.UntilReadsStandbyAsync();
        await pair.Servers.SetReplayDelayAsync(TimeSpan.FromSeconds(60));
        await pair.AddAsync(7);

        var lasting = await reads.ReadLastingAsync(Question());
        var passing = await reads.ReadPassingAsync(Question(), CancellationToken.None);

        (Encoding.UTF8.GetString(lasting!), Encoding.UTF8.GetString(passing!)).ShouldBe(
            ("\"true\"", "\"false\"")
        );
    }

    private static CacheQuestion<string> Question() =>
        new(
            Places.Query(),
            TestUsers.Admin,
            "",
            async (db, token) =>
                await db
                    .Database.SqlQuery<string>(
                        $"""SELECT EXISTS (SELECT FROM numbers WHERE n = 7)::text AS "Value" """
                    )
                    .SingleAsync(token),
            TimeSpan.FromMinutes(1)
        );
}
