using System.Text.Json;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Json;
using Enterprise.Application.MergePatch;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Users;

/// <summary>Changes parts of a user by a merge patch: oneself, or for administrators anybody.</summary>
public sealed record PatchUser(Caller Caller, Guid Id, JsonElement Patch, Preconditions Preconditions)
    : IRequest<UserView>;

internal sealed class PatchUserHandler(IDatabase database, TimeProvider clock, IValidator<UserInput> rules)
    : IRequestHandler<PatchUser, UserView>
{
    public async Task<UserView> Handle(PatchUser request, CancellationToken cancellationToken)
    {
        JsonMergePatch.MustFit(request.Patch, ApplicationJson.Contract.UserInput);
        var now = clock.GetInstant();

        var user = await database
            .WriteAsync(
                request.Caller,
                async (db, token) =>
                {
                    var user = await db.LoadUserAsync(request.Caller, request.Id, token);
                    request.Preconditions.Check(user.Version);
                    var input = JsonMergePatch.Apply(
                        request.Patch,
                        UserInput.From(user),
                        ApplicationJson.Contract.UserInput,
                        rules
                    );
                    user.Revise(
                        input.Email!,
                        input.DisplayName!,
                        UserPreferences.TextOf(input.Preferences),
                        now
                    );

                    return user;
                },
                cancellationToken
            )
            .OrEmailTaken();

        return UserView.From(user);
    }
}
