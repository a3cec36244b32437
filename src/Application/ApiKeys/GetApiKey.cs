using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ApiKeys;

/// <summary>Reads one API key, revoked ones too.</summary>
public sealed record GetApiKey(Caller Caller, Guid Id) : IRequest<ApiKeyView>;

internal sealed class GetApiKeyHandler(IDatabase database) : IRequestHandler<GetApiKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            request.Caller,
            (db, token) =>
                db.ApiKeyOf(request.Caller, request.Id)
                    .Select(ApiKeyView.Projection)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        ) ?? throw new NotFoundException();
}
