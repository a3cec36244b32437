using System.Security.Claims;
using Enterprise.Application.Callers;

namespace Enterprise.WebApi.Authentication;

/// <summary>The caller in the form in which ASP.NET Core passes identities along.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity(ApiKeyScheme.Name)
{
    public Caller Caller { get; } = caller;
}

internal static class CallerOfRequest
{
    /// <summary>The caller of an endpoint that requires a scope.</summary>
    /// <exception cref="InvalidOperationException">The endpoint requires none, so nobody was authenticated.</exception>
    public static Caller Caller(this HttpContext http) =>
        http.User.Identity is CallerIdentity identity
            ? identity.Caller
            : throw new InvalidOperationException("The endpoint requires no scope, so it has no caller.");
}
