using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.Users;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ApiKeys;

/// <summary>Issues an API key with no more scopes than the caller holds.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whom the key shall stand for: the caller, or for administrators anybody.</param>
/// <param name="Input">The key as it is asked for.</param>
/// <param name="Once">What keeps it from being issued twice; null for nothing.</param>
public sealed record IssueApiKey(
    Caller Caller,
    Guid UserId,
    ApiKeyInput Input,
    Once<IssuedApiKey>? Once = null
) : IRequest<IssuedApiKey>;

internal sealed class IssueApiKeyValidator : AbstractValidator<IssueApiKey>
{
    public IssueApiKeyValidator(IValidator<ApiKeyInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class IssueApiKeyHandler(IDatabase database, ApiKeyHasher hasher, TimeProvider clock)
    : IRequestHandler<IssueApiKey, IssuedApiKey>
{
    public Task<IssuedApiKey> Handle(IssueApiKey request, CancellationToken cancellationToken)
    {
        var scopes = request.Input.Scopes!.OfType<string>().ToArray();
        request.Caller.MustHold(scopes);

        var now = clock.GetInstant();
        var id = Guid.CreateVersion7(now);
        var secret = ApiKeySecret.Create();
        var hash = hasher.Hash(secret);

        return database.WriteOnceAsync(
            request.Once,
            request.Caller,
            async (db, token) =>
            {
                if (!await db.Set<User>().AnyAsync(user => user.Id == request.UserId, token))
                {
                    throw new NotFoundException();
                }

                var key = ApiKey.Issue(
                    id,
                    request.UserId,
                    request.Input.Name!,
                    ApiKeySecret.PrefixOf(secret),
                    hash,
                    scopes,
                    request.Input.ExpiresAt,
                    now
                );

                return db.Add(key).Entity;
            },
            key => new IssuedApiKey(ApiKeyView.From(key), secret),
            cancellationToken
        );
    }
}
