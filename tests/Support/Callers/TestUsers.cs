using System.Globalization;
using Bogus;
using Enterprise.Application.Callers;
using Enterprise.Application.Users;
using Enterprise.Domain.ApiKeys;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Tests.Support.Callers;

/// <summary>People to test with, each of whom exists once.</summary>
public static class TestUsers
{
    private static int _count;

    /// <summary>An administrator who is nobody's user: what they may do needs no row.</summary>
    public static Caller Admin { get; } =
        new(Guid.Parse("01890000-0000-7000-8000-00000000ad01"), Guid.Empty, [Scopes.Admin]);

    /// <summary>A user as one would send them, with an address that no other has.</summary>
    public static UserInput Input()
    {
        var number = Interlocked.Increment(ref _count);
        var person = new Faker { Random = new Randomizer(number) }.Person;
        var address = string.Create(CultureInfo.InvariantCulture, $"{person.FirstName}.{number}@example.org");

        return new UserInput { Email = address, DisplayName = person.FullName };
    }

    /// <summary>Makes a user and gives the caller they are, with every scope of an ordinary user.</summary>
    public static async Task<Caller> RegisterAsync(this IServiceProvider services, UserInput? input = null)
    {
        var user = await services.SendAsync(new CreateUser(Admin, input ?? Input()));

        return new Caller(user.Id, Guid.Empty, Scopes.OfAnOrdinaryUser);
    }

    /// <summary>Sends a message to its use case, as the service does for each request.</summary>
    public static async Task<T> SendAsync<T>(this IServiceProvider services, IRequest<T> request)
    {
        await using var scope = services.CreateAsyncScope();

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
