using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>The model, built once a process and shared by every pool of contexts.</summary>
/// <remarks>
/// Left to itself, EF Core builds one model for each data source, and a compiled query serves one model only.
/// Nothing in the model depends on the data source, so one is enough.
/// </remarks>
internal static class EnterpriseModel
{
    private static readonly Lazy<IModel> Model = new(Build);

    public static IModel Shared => Model.Value;

    private static IModel Build()
    {
        var options = new DbContextOptionsBuilder<EnterpriseDbContext>()
            .UseNpgsql(ContextOptions.Provider)
            .Options;
        using var context = new EnterpriseDbContext(options);

        return context.Model;
    }
}
