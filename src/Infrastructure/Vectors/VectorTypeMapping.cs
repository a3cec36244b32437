using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>A column or parameter <c>vector(n)</c>; without dimensions where a query's value has none to take.</summary>
internal sealed class VectorTypeMapping : RelationalTypeMapping
{
    /// <summary>The type's name in the database, without its schema.</summary>
    public const string TypeName = "vector";

    public VectorTypeMapping(int? dimensions)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(Vector)),
                TypeName,
                StoreTypePostfix.Size,
                size: dimensions
            )
        ) { }

    private VectorTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters) { }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) =>
        new VectorTypeMapping(parameters);

    protected override void ConfigureParameter(DbParameter parameter) =>
        ((NpgsqlParameter)parameter).DataTypeName = TypeName;

    protected override string GenerateNonNullSqlLiteral(object value) => $"'{value}'::{TypeName}";

    public override Expression GenerateCodeLiteral(object value) =>
        Expression.New(
            typeof(Vector).GetConstructor([typeof(ReadOnlyMemory<float>)])!,
            Expression.Convert(Expression.Constant(((Vector)value).ToArray()), typeof(ReadOnlyMemory<float>))
        );
}
