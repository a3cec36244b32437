using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Which destinations have no embedding, or one of something else, as conditions with the model as <c>$1</c>.</summary>
internal static class StaleDestinations
{
    /// <summary>Those of another text or model: every row is read, and its text summed up.</summary>
    public const string All = $"embedded_as IS DISTINCT FROM {DestinationColumns.EmbeddedAsSql}";

    /// <summary>Those without an embedding; the index on the model has them in one place.</summary>
    public const string Missing = $"{DestinationColumns.ModelSql} IS NULL";

    /// <summary>Those of another model, too; still by the index, which knows no "unequal".</summary>
    public const string MissingOrOfAnotherModel = $"""
        ({Missing} OR {DestinationColumns.ModelSql} < $1 OR {DestinationColumns.ModelSql} > $1)
        """;

    /// <summary>A standby may not have heard yet of what has just been stored.</summary>
    private static readonly SqlOptions OnPrimary = SqlOptions.Pooled with { Server = ServerChoice.Primary };

    /// <summary>Whether any is missing or, where a model is given, of another one: a page or two of the index.</summary>
    public static Task<bool> IsAnyStaleAsync(
        this ISqlGateway sql,
        string? model,
        CancellationToken cancellationToken
    ) =>
        sql.SingleAsync<bool>(
            Identity.Service,
            model is null
                ? SqlStatement.From(
                    $"SELECT EXISTS (SELECT FROM destinations WHERE left(embedded_as, -33) IS NULL)"
                )
                : SqlStatement.From(
                    $"""
                    SELECT EXISTS (SELECT FROM destinations WHERE left(embedded_as, -33) IS NULL)
                        OR EXISTS (SELECT FROM destinations WHERE left(embedded_as, -33) < {model})
                        OR EXISTS (SELECT FROM destinations WHERE left(embedded_as, -33) > {model})
                    """
                ),
            OnPrimary,
            cancellationToken
        );
}
