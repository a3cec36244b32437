using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.Users;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Users;

/// <summary>Makes a user; for administrators.</summary>
public sealed record CreateUser(Caller Caller, UserInput Input, Once<UserView>? Once = null)
    : IRequest<UserView>;

internal sealed class CreateUserValidator : AbstractValidator<CreateUser>
{
    public CreateUserValidator(IValidator<UserInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class CreateUserHandler(IDatabase database, TimeProvider clock)
    : IRequestHandler<CreateUser, UserView>
{
    public Task<UserView> Handle(CreateUser request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var id = Guid.CreateVersion7(now);
        var input = request.Input;
        var preferences = UserPreferences.TextOf(input.Preferences);

        return database
            .WriteOnceAsync(
                request.Once,
                request.Caller,
                (db, _) =>
                    Task.FromResult(
                        db.Add(User.Register(id, input.Email!, input.DisplayName!, preferences, now)).Entity
                    ),
                UserView.From,
                cancellationToken
            )
            .OrEmailTaken();
    }
}
