using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ApiKeys;

/// <summary>Ends an API key; it stays readable, with the time of its end.</summary>
public sealed record RevokeApiKey(Caller Caller, Guid Id, Preconditions Preconditions) : IRequest<Unit>;

internal sealed class RevokeApiKeyHandler(IDatabase database, IApiKeyDirectory keys, TimeProvider clock)
    : IRequestHandler<RevokeApiKey, Unit>
{
    public async Task<Unit> Handle(RevokeApiKey request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();

        var done = await database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var key =
                    await db.ApiKeyOf(request.Caller, request.Id).SingleOrDefaultAsync(token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(key.Version);
                key.Revoke(now);

                return Unit.Value;
            },
            cancellationToken
        );
        keys.Forget();

        return done;
    }
}
