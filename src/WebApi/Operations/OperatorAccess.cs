using System.Net;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Enterprise.WebApi.Operations;

/// <summary>Who may look at how the service is: whoever is on its machine, and administrators.</summary>
internal sealed class OperatorAccess : IAuthorizationRequirement
{
    /// <summary>What proxies say of whom they speak for; one that says nothing looks like the machine itself.</summary>
    private static readonly string[] ProxyFields =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Real-IP",
    ];

    public static OperatorAccess Required { get; } = new();

    /// <summary>What a key must allow elsewhere.</summary>
    public static RequiredScope Scope { get; } = new([Scopes.Admin]);

    /// <summary>
    /// Whether a request comes from the machine itself: over loopback, and not passed on by a proxy that is there.
    /// </summary>
    public static bool IsNearby(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !ProxyFields.Any(http.Request.Headers.ContainsKey);
}

internal static class OperatorEndpoints
{
    /// <summary>Lets operators in: without a key from the machine itself, else with one that has <c>admin</c>.</summary>
    public static T IsForOperators<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(OperatorAccess.Required)
            .RequireAuthorization(policy => policy.AddRequirements(OperatorAccess.Required));
}

internal sealed class OperatorAccessHandler : AuthorizationHandler<OperatorAccess>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        OperatorAccess requirement
    )
    {
        if (
            context.User.Identity is CallerIdentity { Caller.Scopes: var held }
                ? Scopes.Allow(held, Scopes.Admin)
                : context.Resource is HttpContext http && OperatorAccess.IsNearby(http)
        )
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
