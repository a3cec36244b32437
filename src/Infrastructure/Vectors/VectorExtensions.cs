#pragma warning disable NPG9001 // Npgsql's way to add a type is marked as experimental; there is no other.

using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Npgsql.TypeMapping;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>Teaches Npgsql and EF Core pgvector's type <c>vector</c>.</summary>
public static class VectorExtensions
{
    /// <summary>Lets the connections of a data source read and write <see cref="Vector"/>.</summary>
    public static INpgsqlTypeMapper UseVector(this INpgsqlTypeMapper mapper)
    {
        mapper.AddTypeInfoResolverFactory(new VectorTypeInfoResolverFactory());

        return mapper;
    }

    /// <summary>Lets models have columns of type <c>vector(n)</c>, and queries ask for distances.</summary>
    /// <remarks>A data source that is given to the context needs its own <c>UseVector</c>.</remarks>
    public static NpgsqlDbContextOptionsBuilder UseVector(this NpgsqlDbContextOptionsBuilder npgsql)
    {
        var options = ((IRelationalDbContextOptionsBuilderInfrastructure)npgsql).OptionsBuilder;
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new VectorOptionsExtension());

        return npgsql;
    }
}
