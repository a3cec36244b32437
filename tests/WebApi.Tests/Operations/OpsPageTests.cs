using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.OpenApi;

namespace Enterprise.WebApi.Tests.Operations;

public sealed class OpsPageTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Pages = [Paths.Ops, Paths.OpsEvents];

    [Fact]
    public async Task The_page_is_one_text_that_no_cache_keeps()
    {
        var page = (await service.Nobody.GetAsync(Paths.Ops)).ShouldBe(200);

        page.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        page.Header("Cache-Control").ShouldBe("no-store");
        page.Text.ShouldNotContain("src=");
        page.Text.ShouldNotContain("rel=\"stylesheet\"");
        page.Text.ShouldNotContain("@import");
        page.Text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("://");
    }

    [Fact]
    public async Task A_browser_may_run_and_load_only_what_stands_in_the_page()
    {
        var page = (await service.Nobody.GetAsync(Paths.Ops)).ShouldBe(200);
        var policy = page.Header("Content-Security-Policy").ShouldNotBeNull();

        policy.ShouldStartWith("default-src 'none'; ");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain($"script-src '{HashOf("script", page)}'");
        policy.ShouldContain($"style-src '{HashOf("style", page)}'");
        page.Text.ShouldNotContain("style=");
        page.Text.ShouldNotMatch(@"\son[a-z]+=");
    }

    [Fact]
    public async Task From_elsewhere_an_administrators_key_is_needed()
    {
        foreach (var path in Pages)
        {
            (await service.Nobody.GetAsync(path)).ShouldBe(200);
            (await service.Nobody.GetAsync(path, Stage.Elsewhere)).ShouldBeProblem(401);
            (await service.Alice.GetAsync(path, Stage.Elsewhere)).ShouldBeProblem(403);
            (await service.Admin.GetAsync(path, Stage.Elsewhere)).ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_browser_sends_the_key_as_the_password_of_any_user()
    {
        foreach (var path in Pages)
        {
            (await service.Nobody.GetAsync(path, Stage.Elsewhere))
                .ShouldBeProblem(401)
                .Header("WWW-Authenticate")
                .ShouldBe("Bearer realm=\"enterprise\", Basic realm=\"enterprise\", charset=\"UTF-8\"");

            foreach (var user in (string[])["", "me", "Zoë"])
            {
                (await KnockAsync(path, $"{user}:{service.Admin.Secret}")).ShouldBe(200);
            }

            (await KnockAsync(path, $"me:{service.Alice.Secret}")).ShouldBeProblem(403);
        }
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic nonsense!")]
    [InlineData("Basic bm8gY29sb24=")]
    [InlineData("Basic bWU6")]
    [InlineData("Basic bWU6bm9uc2Vuc2U=")]
    public async Task What_is_no_key_is_challenged_again(string authorization)
    {
        foreach (var path in Pages)
        {
            (await service.Nobody.GetAsync(path, Stage.Elsewhere, ("Authorization", authorization)))
                .ShouldBeProblem(401)
                .Header("WWW-Authenticate")
                .ShouldNotBeNull()
                .ShouldContain("Basic realm=");
        }
    }

    [Fact]
    public async Task What_browsers_send_by_themselves_opens_nothing_else()
    {
        foreach (var path in (string[])[Paths.Trips, Paths.Me, Paths.Users, Paths.Health, Paths.Metrics])
        {
            (await KnockAsync(path, $"me:{service.Admin.Secret}"))
                .ShouldBeProblem(401)
                .Header("WWW-Authenticate")
                .ShouldNotBeNull()
                .ShouldNotContain("Basic");
        }
    }

    private Task<Answer> KnockAsync(string path, string credentials) =>
        service.Nobody.GetAsync(
            path,
            Stage.Elsewhere,
            ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}")
        );

    private static string HashOf(string element, Answer page)
    {
        var text = Regex
            .Match(
                page.Text,
                $"<{element}>(?<text>.*?)</{element}>",
                RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["text"]
            .Value;

        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
