using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Vectors.Embeddings;

namespace Enterprise.Infrastructure.Tests.Vectors.Embeddings;

/// <summary>Which settings of embeddings are taken; a wrong one is named, and a key never shown.</summary>
public sealed class EmbeddingOptionsTests
{
    private const string Key = "sk-test-0123456789abcdefghijklmnop";

    [Fact]
    public void Without_an_endpoint_it_is_the_model_in_this_process()
    {
        var options = From();

        (options.Endpoint, options.Model, options.Key).ShouldBe((null, null, null));
        (options.BatchSize, options.Timeout.TotalSeconds, options.Retries).ShouldBe((64, 10, 2));
        From(("Endpoint", "")).Endpoint.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://api.example/v1")]
    [InlineData("http://127.0.0.1:11434/v1")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080/")]
    public void A_key_is_sent_by_tls_or_within_this_machine(string endpoint) =>
        From(("Endpoint", endpoint), ("Model", "m"), ("Key", Key)).Endpoint.ShouldBe(new Uri(endpoint));

    [Fact]
    public void A_key_is_not_sent_elsewhere_in_plain_text_unless_that_is_allowed()
    {
        (string, string)[] plain = [("Endpoint", "http://embeddings/v1"), ("Model", "m")];

        Refusal([.. plain, ("Key", Key)])
            .ShouldContain("Embeddings__Endpoint leads to another host without TLS");
        From([.. plain, ("Key", Key), ("AllowPlainText", "true")]).Key.ShouldBe(Key);
        From(plain).Endpoint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Endpoint", "embeddings/v1")]
    [InlineData("Endpoint", "ftp://embeddings.example/v1")]
    [InlineData("Endpoint", "https://user:sk-test-0123456789abcdefghijklmnop@embeddings.example")]
    [InlineData("Endpoint", "https://embeddings.example/v1?key=sk-test-0123456789abcdefghijklmnop")]
    [InlineData("Model", "")]
    [InlineData("Key", "sk-test-0123456789abcdefghijklmnop\n")]
    [InlineData("Key", "sk-test-0123456789abcdefghijklmnop é")]
    [InlineData("BatchSize", "0")]
    [InlineData("BatchSize", "2049")]
    [InlineData("TimeoutSeconds", "0")]
    [InlineData("Retries", "-1")]
    [InlineData("AllowPlainText", "perhaps")]
    public void A_wrong_setting_is_named_and_its_key_not_shown(string name, string value)
    {
        (string Name, string Value)[] good = [("Endpoint", "https://embeddings.example/v1"), ("Model", "m")];

        var refusal = Refusal([
            .. good.Where(one => !one.Name.Equals(name, StringComparison.Ordinal)),
            (name, value),
        ]);

        refusal.ShouldContain($"Embeddings__{name}");
        refusal.ShouldNotContain(Key);
    }

    private static string Refusal(params (string Name, string Value)[] settings) =>
        Should.Throw<InvalidSettingException>(() => From(settings)).ToString();

    private static EmbeddingOptions From(params (string Name, string Value)[] settings) =>
        EmbeddingOptions.From(
            settings
                .ToDictionary(one => $"Embeddings:{one.Name}", one => one.Value, StringComparer.Ordinal)
                .GetValueOrDefault
        );
}
