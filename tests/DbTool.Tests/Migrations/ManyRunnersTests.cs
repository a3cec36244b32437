using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Lengths;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.DbTool.Tests.Migrations;

public sealed class ManyRunnersTests
{
    private const int Runners = 10;

    /// <summary>As often as was promised where the tests have the time.</summary>
    private static readonly int Rounds = FullLength.IsWanted ? 20 : 1;

    [Fact]
    public async Task Ten_processes_at_once_all_end_with_0_and_apply_each_migration_once()
    {
        await using var installation = await DbInstallation.SetUpAsync();

        for (var round = 0; round < Rounds; round++)
        {
            (await installation.RunAsync("downgrade", "--to", "0", "--allow-data-loss")).ShouldEnd(0);
            var applied = await HistoryAsync(installation);

            var answers = await Task.WhenAll(
                Enumerable.Range(0, Runners).Select(_ => installation.RunAsync("upgrade", "--json"))
            );

            answers.ShouldAllBe(answer => answer.Code == 0);
            var migrations = answers.SelectMany(answer =>
                answer.Json.GetProperty("applied").EnumerateArray().Select(id => id.GetString())
            );
            migrations.ShouldBeUnique();
            ((await HistoryAsync(installation)) - applied).ShouldBe(migrations.Count());
            (await installation.RunAsync("verify")).ShouldEnd(0);
        }
    }

    private static async Task<long> HistoryAsync(DbInstallation installation)
    {
        await using var admin = await installation.ConnectAsync();

        return await admin.AskAsync<long>(
            "SELECT count(*) FROM migration_history WHERE direction = 'up' AND status = 'success'"
        );
    }
}
