using System.Diagnostics.CodeAnalysis;

namespace Enterprise.Application.ApiKeys;

/// <summary>A key at the moment of its issue, the only one at which its secret can be seen.</summary>
public sealed record IssuedApiKey : ApiKeyView
{
    [SetsRequiredMembers]
    internal IssuedApiKey(ApiKeyView key, string secret)
        : base(key) => Secret = secret;

    /// <summary>What the caller presents from now on.</summary>
    public string Secret { get; }

    /// <summary>Leaves the secret out, so that no log can show it.</summary>
    public override string ToString() => $"{nameof(IssuedApiKey)} {Id}";
}
