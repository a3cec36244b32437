using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>Makes users through the service.</summary>
internal static class Registration
{
    /// <summary>A user whose key has every scope of an ordinary user.</summary>
    /// <param name="admin">Who makes them.</param>
    /// <param name="name">Their name.</param>
    public static async Task<ApiClient> RegisterAsync(this ApiClient admin, string name)
    {
        var body = $$"""{"email": "{{TestUsers.Input().Email}}", "displayName": "{{name}}"}""";
        var user = (await admin.PostAsync(Paths.Users, body)).ShouldBe(201).Id;
        var scopes = KeyBody.List(Scopes.OfAnOrdinaryUser);
        var key = await admin.PostAsync(Paths.KeysOf(user), KeyBody.With(("scopes", scopes)));

        return admin.As(user, key.ShouldBe(201).Member("secret"));
    }
}
