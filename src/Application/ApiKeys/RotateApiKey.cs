using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Application.Validation;
using Enterprise.Domain.ApiKeys;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ApiKeys;

/// <summary>Puts a new API key, with the same name and scopes, in the place of another.</summary>
public sealed record RotateApiKey(
    Caller Caller,
    Guid Id,
    RotationInput Input,
    Once<IssuedApiKey>? Once = null
) : IRequest<IssuedApiKey>;

/// <summary>How a caller wants a key rotated.</summary>
public sealed record RotationInput : IDocument
{
    /// <summary>The longest overlap, in seconds: seven days.</summary>
    public const int MaxOverlapSeconds = 7 * 24 * 60 * 60;

    /// <summary>For how many seconds the old key still works: 0 to 604800, 0 unless it is said otherwise.</summary>
    public int? OverlapSeconds { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKey>
{
    public RotateApiKeyValidator(IValidator<RotationInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class RotationInputValidator : AbstractValidator<RotationInput>
{
    public RotationInputValidator()
    {
        this.KnowsAllMembers();
        RuleFor(rotation => rotation.OverlapSeconds)
            .InclusiveBetween(0, RotationInput.MaxOverlapSeconds)
            .WithMessage($"This must be from 0 to {RotationInput.MaxOverlapSeconds}.");
    }
}

internal sealed class RotateApiKeyHandler(
    IDatabase database,
    IApiKeyDirectory keys,
    ApiKeyHasher hasher,
    TimeProvider clock
) : IRequestHandler<RotateApiKey, IssuedApiKey>
{
    public async Task<IssuedApiKey> Handle(RotateApiKey request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var id = Guid.CreateVersion7(now);
        var secret = ApiKeySecret.Create();
        var hash = hasher.Hash(secret);
        var overlap = TimeSpan.FromSeconds(request.Input.OverlapSeconds ?? 0);

        var issued = await database.WriteOnceAsync(
            request.Once,
            request.Caller,
            async (db, token) =>
            {
                var old =
                    await db.ApiKeyOf(request.Caller, request.Id).SingleOrDefaultAsync(token)
                    ?? throw new NotFoundException();
                request.Caller.MustHold(old.Scopes);

                return db.Add(old.Rotate(id, ApiKeySecret.PrefixOf(secret), hash, overlap, now)).Entity;
            },
            key => new IssuedApiKey(ApiKeyView.From(key), secret),
            cancellationToken
        );
        keys.Forget();

        return issued;
    }
}
