using System.Security.Cryptography;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The body of a request that stores a key for an outside service.</summary>
internal static class ProviderKeyBody
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>A value that is like no other text in the world.</summary>
    public static string NewValue() => $"sk-{RandomNumberGenerator.GetString(Alphabet, 40)}";

    /// <summary>A good body with this value and further members; each of those is JSON text.</summary>
    public static string With(string value, params (string Name, string Json)[] members) =>
        JsonText.Of([("value", JsonText.Quote(value))], members);
}
