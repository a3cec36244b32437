using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>A revoked key ends on both nodes within a second, although both remember it.</summary>
public sealed class RevocationTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_key_that_one_node_revokes_is_refused_by_both()
    {
        var (key, near, far) = await nodes.IssueRememberedAsync();

        (await nodes.As(nodes.Service.Alice.Secret).Near.DeleteAsync(Paths.Key(key))).ShouldBe(204);

        await MustBeRefusedAsync(near, far);
    }

    [Fact]
    public async Task A_key_that_is_revoked_past_the_service_is_refused_as_well()
    {
        var (key, near, far) = await nodes.IssueRememberedAsync();

        await RevokePastTheServiceAsync(key);

        await MustBeRefusedAsync(near, far);
    }

    [Fact]
    public async Task A_node_whose_listener_is_cut_off_asks_the_database_again()
    {
        var (key, near, far) = await nodes.IssueRememberedAsync();
        await using var admin = await nodes.Service.Database.ConnectAsAdminAsync();
        var ended = await admin.ListAsync<bool>(
            """
            SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'enterprise-listener'
            """
        );
        ended.Count.ShouldBeGreaterThanOrEqualTo(2);

        await RevokePastTheServiceAsync(key);

        await MustBeRefusedAsync(near, far);
    }

    [Fact]
    public async Task A_node_whose_listener_hears_nothing_trusts_nothing_that_it_remembers()
    {
        var (key, near, far) = await nodes.IssueRememberedAsync();

        try
        {
            // The second node's pool connects directly: only what it would hear is lost.
            nodes.Wire.IsBlackHole = true;
            await RevokePastTheServiceAsync(key);

            await MustBeRefusedAsync(near, far);
        }
        finally
        {
            nodes.Wire.IsBlackHole = false;
        }
    }

    private async Task RevokePastTheServiceAsync(Guid key)
    {
        await using var owner = await nodes.Service.Database.ConnectAsOwnerAsync();
        (await owner.RunAsync("UPDATE api_keys SET revoked_at = now() WHERE id = $1", key)).ShouldBe(1);
    }

    private static async Task MustBeRefusedAsync(ApiClient near, ApiClient far)
    {
        await Task.Delay(Promised);

        (await near.GetAsync(Paths.Me)).ShouldBeProblem(401);
        (await far.GetAsync(Paths.Me)).ShouldBeProblem(401);
    }
}
