#pragma warning disable NPG9001 // Npgsql's way to add a type is marked as experimental; there is no other.

using Npgsql.Internal;
using Npgsql.Internal.Postgres;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>Finds the converter of <c>vector</c>, in whatever schema the extension was created, and of its arrays.</summary>
internal sealed class VectorTypeInfoResolverFactory : PgTypeInfoResolverFactory
{
    public override IPgTypeInfoResolver CreateResolver() => new Resolver(Values());

    public override IPgTypeInfoResolver CreateArrayResolver()
    {
        var arrays = new TypeInfoMappingCollection(Values());
        arrays.AddArrayType<Vector>(VectorTypeMapping.TypeName);

        return new Resolver(arrays);
    }

    private static TypeInfoMappingCollection Values()
    {
        var values = new TypeInfoMappingCollection();
        values.AddType<Vector>(
            VectorTypeMapping.TypeName,
            static (options, mapping, _) => mapping.CreateInfo(options, new VectorConverter()),
            isDefault: true
        );

        return values;
    }

    private sealed class Resolver(TypeInfoMappingCollection mappings) : IPgTypeInfoResolver
    {
        public PgTypeInfo? GetTypeInfo(Type? type, DataTypeName? dataTypeName, PgSerializerOptions options) =>
            mappings.Find(type, dataTypeName, options);
    }
}
