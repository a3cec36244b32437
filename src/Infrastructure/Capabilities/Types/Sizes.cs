using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities.Types;

/// <summary>The numbers of a type as they are meant, where defaults differ.</summary>
/// <param name="First">A length, precision or number of dimensions.</param>
/// <param name="Second">A scale.</param>
internal sealed record Sizes(int First, int Second = 0)
{
    /// <summary>What PostgreSQL keeps of a second: microseconds.</summary>
    private const int Microseconds = 6;

    private const int MySqlPrecision = 10;

    /// <summary>Reads them; null where none is given and none is meant.</summary>
    public static Sizes? Read(TypeKind kind, ColumnType type, ServerProduct product) =>
        type.Numbers switch
        {
            [var first, var second] => new Sizes(first, second),
            [var first] => new Sizes(first),
            _ => Default(kind, isPostgreSql: product is ServerProduct.PostgreSql),
        };

    private static Sizes? Default(TypeKind kind, bool isPostgreSql) =>
        kind switch
        {
            TypeKind.Char => new Sizes(1),
            TypeKind.Decimal when !isPostgreSql => new Sizes(MySqlPrecision),
            TypeKind.Time or TypeKind.Timestamp or TypeKind.Instant => new Sizes(
                isPostgreSql ? Microseconds : 0
            ),
            _ => null,
        };
}
