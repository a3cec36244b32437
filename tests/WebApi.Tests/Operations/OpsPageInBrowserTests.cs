using System.Text.Json;
using Enterprise.Tests.Support.Network;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Operations;

public sealed class OpsPageInBrowserTests : IAsyncLifetime
{
    private RunningService _service = null!;

    private Uri Page => new(_service.Address, Paths.Ops);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _service = await RunningService.StartAsync([("Diagnostics:ViewSeconds", "60")]);
        (await _service.Alice.PostAsync(Paths.Trips, TripBody.Least)).ShouldBe(201);
        (await _service.Alice.GetAsync(Paths.Trips)).ShouldBe(200);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("--width=1280")]
    [InlineData("--width=390", "--height=844", "--dark")]
    public async Task The_page_fits_its_screen_and_can_be_heard_as_well_as_seen(params string[] screen)
    {
        using var browser = Browser.Open(Page, ["healthy", "live", .. screen]);
        await browser.SeenAsync();
        var seen = await browser.SeenAsync();

        TextsOf(seen, "complaints").ShouldBeEmpty();
        seen.GetProperty("isTooWide").GetBoolean().ShouldBeFalse();
        seen.GetProperty("title").GetString().ShouldBe("● Healthy – Operations");
        TextsOf(seen, "landmarks").ShouldBe(["header", "main", "footer"]);
        TextsOf(seen, "headings").ShouldContain("H1 Operations");
        TextsOf(seen, "headings").ShouldContain("H3 read");
        TextsOf(seen, "charts")
            .ShouldContain(text => text.StartsWith("read: busy 0", StringComparison.Ordinal));
        TextsOf(seen, "charts")
            .ShouldAllBe(text => text.Contains("Over the last five minutes", StringComparison.Ordinal));
        seen.GetProperty("drawn").GetInt32().ShouldBePositive();
        TextsOf(seen, "captions").ShouldContain("Slowest statements");
        seen.GetProperty("unnamed").GetInt32().ShouldBe(0);
        seen.GetProperty("speaksUp").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_comes_back_by_itself()
    {
        await using var wire = TcpProxy.Before(_service.Address.Host, _service.Address.Port);
        var page = new UriBuilder(Page) { Host = "127.0.0.1", Port = wire.Port }.Uri;
        using var browser = Browser.Open(page, "healthy", "lost", "healthy");
        await browser.SeenAsync();

        wire.IsBlackHole = true;
        var lost = await browser.SeenAsync();
        lost.GetProperty("state").GetString().ShouldNotBeNull().ShouldContain("Connection lost");
        lost.GetProperty("age").GetString().ShouldNotBeNull().ShouldMatch("^these numbers are [0-9]+ s old$");

        wire.IsBlackHole = false;
        wire.Cut();
        (await browser.SeenAsync()).GetProperty("reasons").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task From_elsewhere_the_browser_asks_for_the_key_and_sends_it_for_the_events_too()
    {
        var page = new UriBuilder(Page) { UserName = "operator", Password = _service.Admin.Secret }.Uri;
        using var browser = Browser.Open(page, "live", "--elsewhere");

        TextsOf(await browser.SeenAsync(), "complaints").ShouldBeEmpty();
    }

    private static string[] TextsOf(JsonElement seen, string name) =>
        [.. seen.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
