using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Secrets;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Secrecy;

/// <summary>What no log may show, in each form in which it could stand there.</summary>
/// <remarks>
/// <see cref="OfTheSuite"/> is told of a secret wherever one comes into being or is used: by each host of the
/// service, each request and each answer.
/// </remarks>
internal sealed class SuiteSecrets
{
    /// <summary>The fewest characters of what is looked for: less would be found by chance.</summary>
    public const int MinLength = 12;

    private static readonly ApiKeyHasher Hasher = new(new MasterKey(TestServices.MasterKeyText));

    private static readonly SearchValues<byte> Base62 = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8
    );

    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);

    /// <summary>Those of all tests of this process.</summary>
    public static SuiteSecrets OfTheSuite { get; } = new();

    /// <summary>What to look for, each with the kind of secret that it gives away.</summary>
    public IReadOnlyDictionary<string, string> Kinds => _kinds;

    /// <summary>A text that is secret as it is; one that is too short to be told from others is left out.</summary>
    public void Add(string kind, string secret)
    {
        if (secret.Length >= MinLength)
        {
            _kinds.TryAdd(secret, kind);
        }
    }

    /// <summary>Bytes that are secret in every usual spelling.</summary>
    public void Add(string kind, byte[] secret)
    {
        Add(kind, Convert.ToHexString(secret));
        Add(kind, BitConverter.ToString(secret));
        Add(kind, Convert.ToBase64String(secret).TrimEnd('='));
        Add(kind, System.Buffers.Text.Base64Url.EncodeToString(secret));
    }

    /// <summary>An API key: what follows its prefix, which may be shown, and its hash.</summary>
    public void AddKey(string secret)
    {
        if (_kinds.TryAdd(secret[ApiKeySecret.PrefixLength..], "API key"))
        {
            Add("hash of an API key", Hasher.Hash(secret));
        }
    }

    /// <summary>A connection string and the password in it.</summary>
    public void AddConnection(string connectionString)
    {
        Add("connection string", connectionString);
        Add("password", new NpgsqlConnectionStringBuilder(connectionString).Password ?? "");
    }

    /// <summary>The key of a deployment, and what is derived from it.</summary>
    public void AddMasterKey(string base64)
    {
        Add("master key", base64.TrimEnd('='));
        Add("master key", Convert.FromBase64String(base64));

        foreach (var purpose in (string[])["api-keys", "cursors"])
        {
            Add("derived key", new MasterKey(base64).Derive(purpose));
        }
    }

    /// <summary>Every API key that stands in a text, a mistyped one included.</summary>
    public void AddKeysIn(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf("ent_"u8) is >= 0 and var at)
        {
            text = text[at..];

            if (text.Length < ApiKeySecret.Length)
            {
                return;
            }

            var key = text[..ApiKeySecret.Length];
            text = text[ApiKeySecret.Mark.Length..];

            if (!key[ApiKeySecret.Mark.Length..].ContainsAnyExcept(Base62))
            {
                AddKey(Encoding.ASCII.GetString(key));
            }
        }
    }

    /// <summary>A user's own key for an outside service, as the body of a request holds it.</summary>
    public void AddProviderKeyIn(byte[] body)
    {
        try
        {
            if (
                JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } members
                && members.TryGetProperty("value", out var value)
                && value is { ValueKind: JsonValueKind.String }
                && value.GetString() is { } secret
                && secret.Distinct().Count() >= MinLength / 2
            )
            {
                Add("provider key", secret);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is one of those that hold no key, for they are no JSON.
        }
    }
}
