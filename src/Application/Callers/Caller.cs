using Enterprise.Application.Failures;

namespace Enterprise.Application.Callers;

/// <summary>On whose behalf a request is handled: the user, the key that was presented and what it allows.</summary>
/// <remarks>
/// It travels in the message and on to the database, never in ambient state, so that no pooled object can
/// serve one user with another's identity.
/// </remarks>
/// <param name="UserId">The user whom the key stands for.</param>
/// <param name="KeyId">The identity of the key, not its secret.</param>
/// <param name="Scopes">What the key allows, out of <see cref="Domain.ApiKeys.Scopes"/>.</param>
public sealed record Caller(Guid UserId, Guid KeyId, IReadOnlyList<string> Scopes)
{
    /// <summary>The request's id, as its answer and the audit log show it; empty outside of one.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Whether the caller may act on everybody's objects.</summary>
    public bool IsAdmin { get; } = Scopes.Contains(Domain.ApiKeys.Scopes.Admin, StringComparer.Ordinal);

    /// <summary>The one whose objects a look-up by id is bound to; null where it is bound to nobody's.</summary>
    public Guid? BoundTo => IsAdmin ? null : UserId;

    /// <summary>Whose objects a list shows: the user asked for, or oneself.</summary>
    /// <exception cref="ForbiddenException">Another user's list was asked for without <c>admin</c>.</exception>
    public Guid OwnerOfList(Guid? userId) =>
        userId is null || userId == UserId || IsAdmin
            ? userId ?? UserId
            : throw new ForbiddenException("Only an administrator reads another user's list.");

    /// <summary>Refuses to hand out what the caller does not hold.</summary>
    /// <exception cref="ForbiddenException">One of the scopes is not the caller's.</exception>
    public void MustHold(IEnumerable<string> scopes)
    {
        if (scopes.FirstOrDefault(scope => !Domain.ApiKeys.Scopes.Allow(Scopes, scope)) is { } missing)
        {
            throw new ForbiddenException($"The caller's key lacks the scope '{missing}'.");
        }
    }
}
