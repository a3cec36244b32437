using Microsoft.EntityFrameworkCore.Storage;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>Maps <see cref="Vector"/> to <c>vector</c>, with the dimensions of the column's type.</summary>
internal sealed class VectorTypeMappingSource : IRelationalTypeMappingSourcePlugin
{
    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo info)
    {
        var isVector = info.ClrType == typeof(Vector);
        var isNamedVector = info.StoreTypeNameBase is VectorTypeMapping.TypeName;

        return
            (isVector && (isNamedVector || info.StoreTypeName is null))
            || (isNamedVector && info.ClrType is null)
            ? new VectorTypeMapping(info.Size)
            : null;
    }
}
