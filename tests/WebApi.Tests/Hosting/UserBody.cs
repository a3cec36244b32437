using Enterprise.Tests.Support.Callers;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The body of a request for a user, whose address no other has.</summary>
internal static class UserBody
{
    /// <summary>A good body with some members replaced or added; each value is JSON text.</summary>
    public static string With(params (string Name, string Json)[] members) =>
        JsonText.Of(Members(TestUsers.Input().Email!), members);

    /// <summary>A good body without one of its members.</summary>
    public static string Without(string name) => JsonText.Without(Members(TestUsers.Input().Email!), name);

    private static (string Name, string Json)[] Members(string email) =>
        [("email", $"\"{email}\""), ("displayName", "\"Ada Lovelace\"")];
}
