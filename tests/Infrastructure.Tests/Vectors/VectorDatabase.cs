using Enterprise.Infrastructure.Vectors;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Vectors;

/// <summary>A throw-away database, and a data source of its owner's that knows vectors.</summary>
public sealed class VectorDatabase : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestDatabase _database = new();

    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public string ConnectionString => _database.OwnerConnectionString;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        builder.UseVector();
        DataSource = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
