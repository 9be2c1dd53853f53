using System.Reflection;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Pipeline;

/// <summary>Registers handlers, validators and the steps of the pipeline by a scan.</summary>
public static class Mediation
{
    private static readonly Type[] Found = [typeof(IRequestHandler<,>), typeof(INotificationHandler<>), typeof(IValidator<>)];

    /// <summary>Adds the mediator with its pipeline: connection, access, validation, unit of work.</summary>
    public static IServiceCollection AddMediation(this IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();
        foreach (var type in Assembly.GetExecutingAssembly().DefinedTypes.Where(t => t is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
            foreach (var contract in type.ImplementedInterfaces.Where(i => i.IsGenericType && Found.Contains(i.GetGenericTypeDefinition())))
                services.AddTransient(contract, type);
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(OneConnection<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AccessBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehaviour<,>));
        return services;
    }
}
