using System.Reflection;
using System.Text.Json;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Paging;
using Enterprise.Application.Validation;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Application;

/// <summary>The door of the layer: registers every use case and what they share.</summary>
/// <remarks>
/// It needs, from outside, a <see cref="TimeProvider"/>, a <see cref="Secrets.MasterKey"/> and the ports
/// <see cref="Persistence.IDatabase"/>, <see cref="IApiKeyDirectory"/> and <see cref="Secrets.ISecretProtector"/>.
/// </remarks>
public static class ApplicationServices
{
    private static readonly Type[] UseCaseParts = [typeof(IRequestHandler<,>), typeof(IValidator<>)];

    static ApplicationServices() =>
        // Members are named in messages as they are named in JSON.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    /// <summary>Registers the layer. Nothing in it has state of a request: all are singletons.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddSingleton<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddSingleton<IMediator, Mediator>();
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddSingleton<CursorCodec>();
        services.AddSingleton<ApiKeyHasher>();
        services.AddSingleton<ApiKeyAuthenticator>();

        foreach (var part in Assembly.GetExecutingAssembly().GetTypes().Where(type => !type.IsAbstract))
        {
            foreach (var role in part.GetInterfaces().Where(IsUseCaseRole))
            {
                services.AddSingleton(role, part);
            }
        }

        return services;
    }

    private static bool IsUseCaseRole(Type role) =>
        role.IsGenericType && UseCaseParts.Contains(role.GetGenericTypeDefinition());
}
