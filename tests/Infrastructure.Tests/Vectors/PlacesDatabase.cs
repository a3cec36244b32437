using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Tests.Vectors;

/// <summary>A database with places, the last of which has no embedding.</summary>
public sealed class PlacesDatabase : IAsyncLifetime, IAsyncDisposable
{
    internal const int Count = 60;

    private readonly VectorDatabase _database = new();

    public string ConnectionString => _database.ConnectionString;

    internal PlacesContext Open() => PlacesContext.On(_database.DataSource);

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
        var random = new RandomVectors(seed: 1);

        for (var id = 1; id <= Count; id++)
        {
            db.Add(
                new Place
                {
                    Id = id,
                    Name = $"Place {id}",
                    Embedding = id == Count ? null : random.Unit(PlacesContext.Dimensions),
                    Views = [random.Unit(2), random.Unit(3)],
                }
            );
        }

        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
