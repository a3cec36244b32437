#pragma warning disable EF1001 // The provider keeps this expression for plug-ins, in an internal namespace; there is no other.

using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query.Expressions.Internal;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>Turns <see cref="VectorDistances"/> into the operators; the functions of like meaning use no index.</summary>
internal sealed class VectorDistanceTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource types)
    : IMethodCallTranslatorPlugin,
        IMethodCallTranslator
{
    public IEnumerable<IMethodCallTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance,
        MethodInfo method,
        IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger
    )
    {
        if (method.DeclaringType != typeof(VectorDistances) || OperatorOf(method.Name) is not { } symbol)
        {
            return null;
        }

        // A parameter takes the type of the column that it is compared with.
        var type =
            ExpressionExtensions.InferTypeMapping(arguments[0], arguments[1]) ?? new VectorTypeMapping(null);

        return new PgUnknownBinaryExpression(
            sql.ApplyTypeMapping(arguments[0], type),
            sql.ApplyTypeMapping(arguments[1], type),
            symbol,
            typeof(double),
            types.FindMapping(typeof(double))
        );
    }

    private static string? OperatorOf(string method) =>
        method switch
        {
            nameof(VectorDistances.CosineDistance) => "<=>",
            nameof(VectorDistances.L2Distance) => "<->",
            nameof(VectorDistances.MaxInnerProduct) => "<#>",
            _ => null,
        };
}
