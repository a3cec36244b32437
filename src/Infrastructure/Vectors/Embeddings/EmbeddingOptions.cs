using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>What works embeddings out: a service of the OpenAI API's shape, or this process; the settings <c>Embeddings:…</c>.</summary>
/// <remarks>It is no record: those print themselves, and this holds a key.</remarks>
public sealed class EmbeddingOptions
{
    internal const string EndpointSetting = "Embeddings:Endpoint";
    internal const string ModelSetting = "Embeddings:Model";
    internal const string KeySetting = "Embeddings:Key";
    internal const string TimeoutSetting = "Embeddings:TimeoutSeconds";

    private const string PlainTextSetting = "Embeddings:AllowPlainText";
    private const int DefaultBatchSize = 64;
    private const int MaxBatchSize = 2048;
    private const int DefaultTimeout = 10;
    private const int MaxTimeout = 300;
    private const int DefaultRetries = 2;
    private const int MaxRetries = 10;

    /// <summary>The address that <c>/embeddings</c> is added to; null for the model in this process.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>What the service calls the model; null without a service.</summary>
    public string? Model { get; init; }

    /// <summary>How many texts are sent at once: 1 to 2048, 64 unless it is said otherwise.</summary>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>How long one call may take: 1 to 300 seconds, 10 unless it is said otherwise.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(DefaultTimeout);

    /// <summary>How often a call that failed in passing is repeated: 0 to 10 times, 2 unless it is said otherwise.</summary>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>What the service is shown; null for none.</summary>
    internal string? Key { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is missing or wrong; the message names it, and no key.</exception>
    public static EmbeddingOptions From(Func<string, string?> setting)
    {
        var endpoint = EndpointOf(setting);
        var key = KeyOf(setting);
        var allowPlainText = setting.Switch(PlainTextSetting, otherwise: false);

        if (
            endpoint is { IsLoopback: false }
            && IsBy(endpoint, Uri.UriSchemeHttp)
            && key is not null
            && !allowPlainText
        )
        {
            throw Wrong(
                EndpointSetting,
                "leads to another host without TLS, and the key would be read on the way: write https, or allow "
                    + $"plain text by {SettingReader.InEnvironment(PlainTextSetting)}=true"
            );
        }

        return new EmbeddingOptions
        {
            Endpoint = endpoint,
            Key = key,
            Model = endpoint is null
                ? null
                : Given(setting, ModelSetting)
                    ?? throw Wrong(ModelSetting, "is missing: it must name a model of the embedding service"),
            BatchSize = setting.WholeNumber("Embeddings:BatchSize", DefaultBatchSize, 1, MaxBatchSize),
            Timeout = TimeSpan.FromSeconds(
                setting.WholeNumber(TimeoutSetting, DefaultTimeout, 1, MaxTimeout)
            ),
            Retries = setting.WholeNumber("Embeddings:Retries", DefaultRetries, 0, MaxRetries),
        };
    }

    /// <summary>What stands in an address may end up in a log: no user, no password, no key in a query.</summary>
    private static Uri? EndpointOf(Func<string, string?> setting) =>
        Given(setting, EndpointSetting) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (IsBy(address, Uri.UriSchemeHttps) || IsBy(address, Uri.UriSchemeHttp))
        && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
            ? address
        : throw Wrong(
            EndpointSetting,
            "must be an address such as https://embeddings.example/v1, without a user, a query or a fragment"
        );

    private static bool IsBy(Uri address, string scheme) =>
        address.Scheme.Equals(scheme, StringComparison.Ordinal);

    private static string? KeyOf(Func<string, string?> setting) =>
        Given(setting, KeySetting) is not { } key ? null
        : key.All(character => character is > ' ' and <= '~') ? key
        : throw Wrong(KeySetting, "must be visible ASCII characters");

    private static string? Given(Func<string, string?> setting, string name) =>
        setting(name) is { Length: > 0 } text ? text : null;

    private static InvalidSettingException Wrong(string name, string why) =>
        new($"The setting {SettingReader.InEnvironment(name)} {why}.");
}
