using Enterprise.Infrastructure.Sql.Rows;
using Enterprise.Infrastructure.Sql.Transactions;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Sql;

/// <summary>The door of the room.</summary>
internal static class SqlServices
{
    public static void AddSql(this IServiceCollection services)
    {
        services.AddSingleton<SqlRoutes>();
        services.AddSingleton<SqlReads>();
        services.AddSingleton<SqlWrites>();
        services.AddSingleton<ISqlGateway, SqlGateway>();
    }
}
