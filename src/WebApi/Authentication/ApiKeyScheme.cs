using System.Security.Claims;
using System.Text.Encodings.Web;
using Enterprise.Application.ApiKeys;
using Enterprise.WebApi.Operations;
using Enterprise.WebApi.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Enterprise.WebApi.Authentication;

/// <summary>Authentication by an API key, as <c>Authorization: Bearer …</c> or <c>X-API-Key: …</c>.</summary>
internal sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    ApiKeyAuthenticator authenticator
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string Name = "ApiKey";
    public const string HeaderName = "X-API-Key";

    /// <summary>What is said to nobody.</summary>
    public const string KeyRequired =
        $"A valid API key is required, as 'Authorization: Bearer …' or '{HeaderName}: …'.";

    private const string Bearer = "Bearer ";
    private const string Challenge = "Bearer realm=\"enterprise\"";

    /// <summary>The challenge to a key that is none, or none any more (RFC 6750, section 3.1).</summary>
    public const string InvalidToken = $"{Challenge}, error=\"invalid_token\"";

    /// <summary>What is said of a key that does not allow what is asked.</summary>
    public static string Lacks(RequiredScope required) => $"The API key lacks {required.InWords('\'')}.";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!NeedsCaller() || PresentedSecret() is not { Length: > 0 } secret)
        {
            return AuthenticateResult.NoResult();
        }

        return
            await authenticator.AuthenticateAsync(secret, Context.TraceIdentifier, Context.RequestAborted)
                is { } caller
            ? AuthenticateResult.Success(
                new AuthenticationTicket(new ClaimsPrincipal(new CallerIdentity(caller)), Name)
            )
            : AuthenticateResult.Fail("The API key is not a valid one.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var challenge = PresentedSecret() is null ? Challenge : InvalidToken;
        // Browsers take each challenge from a field of its own.
        Response.Headers.WWWAuthenticate = TakesBasic()
            ? new StringValues([challenge, BasicAccess.Challenge])
            : challenge;

        return Problem.WriteAsync(Context, StatusCodes.Status401Unauthorized, KeyRequired);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(
            Context,
            StatusCodes.Status403Forbidden,
            Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { } required
                ? Lacks(required)
                : Lacks(OperatorAccess.Scope)
        );

    /// <summary>Where no scope is required, as for the probe of liveness, the database is not asked.</summary>
    private bool NeedsCaller() =>
        Context.GetEndpoint()?.Metadata is { } metadata
        && (
            metadata.GetMetadata<RequiredScope>() is not null
            || (metadata.GetMetadata<OperatorAccess>() is not null && !OperatorAccess.IsNearby(Context))
        );

    private bool TakesBasic() => Context.GetEndpoint()?.Metadata.GetMetadata<BasicAccess>() is not null;

    private string? PresentedSecret()
    {
        var authorization = Request.Headers.Authorization.ToString();

        return authorization.Length == 0 ? Header()
            : authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? authorization[Bearer.Length..].Trim()
            : TakesBasic() ? BasicAccess.PasswordIn(authorization) ?? ""
            : "";

        string? Header() => Request.Headers[HeaderName] is { Count: > 0 } values ? values.ToString() : null;
    }
}
