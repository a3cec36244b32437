using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>How a server is named to the tests: as an address or as a connection string.</summary>
internal static class ServerAddress
{
    private const string Scheme = "postgresql";

    public static NpgsqlConnectionStringBuilder Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is Scheme
            ? FromUri(address)
            : Unpooled(new NpgsqlConnectionStringBuilder(text));

    /// <summary>Connections of the superuser are few and must not stay open in databases that are to go.</summary>
    public static NpgsqlConnectionStringBuilder Unpooled(NpgsqlConnectionStringBuilder builder)
    {
        builder.Database ??= "postgres";
        builder.Pooling = false;
        builder.GssEncryptionMode = GssEncryptionMode.Disable;
        builder.IncludeErrorDetail = true;

        return builder;
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri address)
    {
        var credentials = address.UserInfo.Split(':', 2);
        var database = address.AbsolutePath.Trim('/');

        return Unpooled(
            new NpgsqlConnectionStringBuilder
            {
                Host = address.Host,
                Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
                Username = Uri.UnescapeDataString(credentials[0]),
                Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null,
                Database = database.Length > 0 ? database : null,
            }
        );
    }
}
