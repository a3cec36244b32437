using System.Security.Cryptography;
using System.Text;
using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.Operations.Page;

/// <summary>The page that shows the service at work: one text, put together once from its parts beside this file.</summary>
internal static class OpsPage
{
    public const string MediaType = "text/html";

    private static readonly string[] Styles = ["page.css", "charts.css"];

    private static readonly string[] Scripts =
    [
        "words.js",
        "chart.js",
        "charts.js",
        "tables.js",
        "state.js",
        "feed.js",
    ];

    private static readonly string Style = Together(Styles);
    private static readonly string Script = Together(Scripts);

    private static readonly byte[] Html = Encoding.UTF8.GetBytes(
        Part("page.html")
            .Replace("/* style */", Style, StringComparison.Ordinal)
            .Replace("/* script */", Script, StringComparison.Ordinal)
    );

    /// <summary>Nothing but what stands in the page itself is run, and only its own service is asked (CSP level 3).</summary>
    private static readonly string Policy =
        "default-src 'none'; "
        + $"script-src '{HashOf(Script)}'; style-src '{HashOf(Style)}'; img-src data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task WriteAsync(HttpContext http)
    {
        var response = http.Response;
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.ContentLength = Html.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers[AnswerFields.ReferrerPolicy] = "no-referrer";

        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Html, http.RequestAborted).AsTask();
    }

    private static string HashOf(string part) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part)))}";

    private static string Together(IEnumerable<string> names) => string.Concat(names.Select(Part));

    private static string Part(string name)
    {
        using var part = new StreamReader(
            typeof(OpsPage).Assembly.GetManifestResourceStream(typeof(OpsPage), name)
                ?? throw new InvalidOperationException($"The page lacks its part {name}.")
        );

        // Browsers hash what they have parsed, in which a line ends by one character.
        return part.ReadToEnd().ReplaceLineEndings("\n");
    }
}
