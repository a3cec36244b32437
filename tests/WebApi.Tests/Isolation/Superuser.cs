using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>Who sees all rows, whatever the policies say.</summary>
internal static class Superuser
{
    /// <summary>Opens a connection of theirs to the installation's database.</summary>
    public static async Task<NpgsqlConnection> OpenAsSuperuserAsync(this Installation installation)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(installation.Server.Admin.ConnectionString)
            {
                Database = new NpgsqlConnectionStringBuilder(installation.Owner).Database,
            }.ConnectionString
        );
        await connection.OpenAsync();

        return connection;
    }
}
