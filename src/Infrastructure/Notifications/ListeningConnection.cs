using System.Diagnostics.CodeAnalysis;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Connections.Tls;
using Npgsql;

namespace Enterprise.Infrastructure.Notifications;

/// <summary>The connection of the listener: a session of its own, which soon knows that nobody answers.</summary>
internal static class ListeningConnection
{
    private const string ApplicationName = "enterprise-listener";
    private const string Name = "listener";
    private const string Question = "SELECT pg_backend_pid()";

    /// <summary>Seconds for connecting; with one alone, several hosts would mean for ever.</summary>
    private const int ConnectTimeout = 2;

    /// <summary>Seconds for an answer.</summary>
    private const int AnswerTimeout = 1;

    /// <summary>What it is opened by, with a name for the driver's metrics; dispose it with its connection.</summary>
    public static NpgsqlDataSource SourceOf(string connectionString, TlsOptions tls)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = ApplicationName,
            Pooling = false,
            Timeout = ConnectTimeout,
            CommandTimeout = AnswerTimeout,
            // Nothing to save by cancelling: a session without an answer is given up.
            CancellationTimeout = -1,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        // A standby takes no LISTEN.
        text.TargetSessionAttributes = ServerPlace.AreSeveral(text.Host) ? "read-write" : null;
        var builder = new NpgsqlDataSourceBuilder(text.ConnectionString) { Name = Name };
        builder.UseSslClientAuthenticationOptionsCallback(tls.Apply);

        return builder.Build();
    }

    /// <summary>Listens from here on.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "LISTEN takes no parameters, and the channels are constants of the subscribers."
    )]
    public static async Task ListenAsync(
        this NpgsqlConnection connection,
        IEnumerable<string> channels,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            string.Join(';', channels.Select(channel => $"LISTEN {channel}")),
            connection
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Returns when the server has answered, and with that has said all that it had to say before.</summary>
    /// <returns>Whether the session that answers is the one that listens: behind a pooler it is any.</returns>
    public static async Task<bool> AskAsync(
        this NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Question, connection);

        return await command.ExecuteScalarAsync(cancellationToken) is int pid && pid == connection.ProcessID;
    }
}
