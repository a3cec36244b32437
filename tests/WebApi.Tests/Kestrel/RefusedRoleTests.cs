using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The program does not serve on a role that the policies do not bind.</summary>
public sealed class RefusedRoleTests : IAsyncLifetime
{
    private const string Flag = "Database__AllowUnprotectedRole=true";

    private OwnPostgres _server = null!;

    public async Task InitializeAsync() => _server = await OwnPostgres.CreateAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_superuser_keeps_it_from_starting_and_the_flag_is_named()
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync());

        refusal.Message.ShouldContain("superuser");
        refusal.Message.ShouldContain(Flag);
        refusal.Message.ShouldNotContain(_server.Admin.Password!);
    }

    [Fact]
    public async Task A_superuser_on_a_server_that_comes_later_ends_it()
    {
        await _server.StopAsync();
        await using var service = await StartAsync();

        await _server.StartAsync();

        (await service.WaitAsync()).ShouldBe(1);
        service.Output.ShouldContain(Flag);
    }

    [Fact]
    public async Task The_flag_lets_it_start_with_a_warning()
    {
        await using var service = await StartAsync(("Database__AllowUnprotectedRole", "true"));

        service.Output.ShouldContain("not bound by row-level security");
    }

    private Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings) =>
        ServiceProcess.StartAsync([
            ("ConnectionStrings__Primary", _server.Admin.ConnectionString),
            ("Secrets__MasterKey", TestServices.MasterKeyText),
            .. settings,
        ]);
}
