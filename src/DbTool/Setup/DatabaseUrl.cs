using Npgsql;

namespace Enterprise.DbTool.Setup;

/// <summary>Connection strings in the form that <c>psql</c> and other tools take.</summary>
internal static class DatabaseUrl
{
    /// <summary>The URL of a connection string: <c>postgresql://role:password@host:port/database</c>.</summary>
    public static string Of(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var role = Escape(target.Username);
        var password = target.Password is { Length: > 0 } secret ? $":{Escape(secret)}" : "";
        var database = Escape(target.Database ?? target.Username);

        return $"postgresql://{role}{password}@{target.Host}:{target.Port}/{database}{Tls(target)}";
    }

    /// <summary>What the connection string demands of TLS, in libpq's words; nothing where it demands nothing.</summary>
    private static string Tls(NpgsqlConnectionStringBuilder target)
    {
        var mode = target.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => null,
        };
        var root = target.RootCertificate is { Length: > 0 } file ? $"&sslrootcert={Escape(file)}" : "";

        return mode is null ? "" : $"?sslmode={mode}{root}";
    }

    private static string Escape(string? text) =>
        Uri.EscapeDataString(text ?? "").Replace("'", "%27", StringComparison.Ordinal);
}
