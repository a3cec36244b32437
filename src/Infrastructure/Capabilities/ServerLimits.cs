using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities;

/// <summary>How much of something a product takes.</summary>
/// <param name="MaxVarchar">The most characters of a <c>varchar</c>; of utf8mb4 on MySQL and MariaDB.</param>
/// <param name="MaxRowBytes">The most bytes of a row without its long texts; null where pages of any number take it.</param>
/// <param name="MaxIdentifier">The longest name of a table or column, in bytes on PostgreSQL, else in characters.</param>
/// <param name="MaxPrecision">The most digits of a decimal number.</param>
/// <param name="MaxScale">The most of them behind its point.</param>
internal sealed record ServerLimits(
    int MaxVarchar,
    int? MaxRowBytes,
    int MaxIdentifier,
    int MaxPrecision,
    int MaxScale
)
{
    /// <remarks>PostgreSQL manual, <c>datatype-character</c>, <c>limits</c> and <c>datatype-numeric</c>.</remarks>
    private static readonly ServerLimits PostgreSql = new(10_485_760, null, 63, 1000, 1000);

    /// <remarks>MySQL manual, <c>column-count-limit</c>, <c>identifier-length</c>, <c>fixed-point-types</c>.</remarks>
    private static readonly ServerLimits MySql = new(16_383, 65_535, 64, 65, 30);

    /// <remarks>MariaDB manual, <c>varchar</c>, <c>identifier-names</c>, <c>decimal</c>.</remarks>
    private static readonly ServerLimits MariaDb = new(16_383, 65_535, 64, 65, 38);

    /// <summary>The limits of a product.</summary>
    public static ServerLimits Of(ServerProduct product) =>
        product switch
        {
            ServerProduct.PostgreSql => PostgreSql,
            ServerProduct.MySql => MySql,
            _ => MariaDb,
        };
}
