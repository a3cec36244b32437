using System.Diagnostics.CodeAnalysis;
using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Vectors;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Asks for destinations with their similarity and score, in one round trip.</summary>
internal static class FoundRows
{
    /// <summary>The columns of <see cref="Destinations"/> that a row begins with.</summary>
    public const string Columns = "id, name, country, description, tags, latitude, longitude, version";

    /// <summary>The table, with the version of each row.</summary>
    public const string Destinations = "(SELECT *, xmin AS version FROM destinations) destinations";

    private static readonly string FollowTheIndex = HnswScan.OfTheService.Sql;

    /// <summary>Asks as the service does.</summary>
    public static Task<IReadOnlyList<FoundDestination>> ReadAsync(
        NpgsqlConnection connection,
        StatementWatch watch,
        string sql,
        IReadOnlyList<object> values,
        CancellationToken cancellationToken
    ) => ReadAsync(connection, FollowTheIndex, sql, values, cancellationToken, watch);

    /// <summary>Asks with settings of its own, which hold until the end of the transaction.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The SQL is that of this room; values are parameters."
    )]
    public static async Task<IReadOnlyList<FoundDestination>> ReadAsync(
        NpgsqlConnection connection,
        string settings,
        string sql,
        IReadOnlyList<object> values,
        CancellationToken cancellationToken,
        StatementWatch watch = default
    )
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(settings), new NpgsqlBatchCommand(sql) },
        };

        foreach (var value in values)
        {
            batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await watch.RunAsync(
            batch,
            async batch =>
            {
                var found = await ReadAsync(batch, cancellationToken);

                return (found, found.Count);
            }
        );
    }

    private static async Task<IReadOnlyList<FoundDestination>> ReadAsync(
        NpgsqlBatch batch,
        CancellationToken cancellationToken
    )
    {
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var found = new List<FoundDestination>();

        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(
                new(
                    new DestinationView
                    {
                        Id = rows.GetGuid(0),
                        Name = rows.GetString(1),
                        Country = rows.GetString(2),
                        Description = rows.GetString(3),
                        Tags = rows.GetFieldValue<string[]>(4),
                        Latitude = rows.GetDouble(5),
                        Longitude = rows.GetDouble(6),
                        Version = rows.GetFieldValue<uint>(7),
                    },
                    rows.IsDBNull(8) ? null : rows.GetDouble(8),
                    rows.GetDouble(9)
                )
            );
        }

        return found;
    }
}
