using System.Data;
using System.Runtime.InteropServices;
using Enterprise.Infrastructure.Vectors;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Vectors;

public sealed class VectorTransferTests(VectorDatabase database) : IClassFixture<VectorDatabase>
{
    private readonly RandomVectors _random = new(seed: 17);

    // 8192 bytes is Npgsql's buffer: 2046 dimensions are the last to fit in it, 2047 the first that do not.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(384)]
    [InlineData(2000)]
    [InlineData(2046)]
    [InlineData(2047)]
    [InlineData(Vector.MaxDimensions)]
    public async Task A_vector_comes_back_bit_by_bit(int dimensions)
    {
        var sent = _random.Any(dimensions);
        await using var command = Command("SELECT $1, vector_dims($1), $1", sent);

        foreach (var behavior in new[] { CommandBehavior.Default, CommandBehavior.SequentialAccess })
        {
            await using var reader = await command.ExecuteReaderAsync(behavior);
            (await reader.ReadAsync()).ShouldBeTrue();
            BitsOf(await reader.GetFieldValueAsync<Vector>(0)).ShouldBe(BitsOf(sent));
            reader.GetInt32(1).ShouldBe(dimensions);
            BitsOf(reader.GetFieldValue<Vector>(2)).ShouldBe(BitsOf(sent));
        }
    }

    [Fact]
    public void A_vector_comes_back_from_a_blocking_call()
    {
        var sent = _random.Any(Vector.MaxDimensions);
        using var connection = database.DataSource.OpenConnection();
        using var command = new NpgsqlCommand("SELECT $1", connection);
        command.Parameters.Add(new() { Value = sent });

        BitsOf(command.ExecuteScalar().ShouldBeOfType<Vector>()).ShouldBe(BitsOf(sent));
    }

    [Fact]
    public async Task The_text_of_a_vector_is_read_by_the_server_as_the_same_vector()
    {
        var sent = _random.Any(384);
        await using var command = Command("SELECT $1::text::vector", sent.ToString());

        BitsOf((Vector)(await command.ExecuteScalarAsync())!).ShouldBe(BitsOf(sent));
    }

    [Fact]
    public async Task No_vector_is_null()
    {
        await using var command = Command("SELECT $1, $2::vector");
        command.Parameters.Add(new NpgsqlParameter<Vector?> { TypedValue = null });
        command.Parameters.Add(new() { Value = DBNull.Value, DataTypeName = "vector" });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        reader.IsDBNull(0).ShouldBeTrue();
        reader.IsDBNull(1).ShouldBeTrue();
        reader.GetDataTypeName(0).ShouldEndWith("vector");
    }

    [Fact]
    public async Task Arrays_of_vectors_come_back_with_their_gaps()
    {
        Vector?[] sent = [_random.Any(3), null, _random.Any(2047)];
        await using var command = Command("SELECT $1", [sent]);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        reader.GetFieldValue<Vector?[]>(0).ShouldBe(sent);
        (await reader.GetFieldValueAsync<List<Vector?>>(0)).ShouldBe(sent);
    }

    [Fact]
    public async Task Vectors_are_copied_in_and_out()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var create = new NpgsqlCommand("CREATE TEMP TABLE copied (v vector)", connection);
        await create.ExecuteNonQueryAsync();
        Vector?[] sent = [_random.Any(1), null, _random.Any(384), _random.Any(Vector.MaxDimensions)];

        await using (var import = await connection.BeginBinaryImportAsync("COPY copied FROM STDIN BINARY"))
        {
            foreach (var vector in sent)
            {
                await import.StartRowAsync();
                await import.WriteAsync(vector);
            }

            (await import.CompleteAsync()).ShouldBe((ulong)sent.Length);
        }

        await using var export = await connection.BeginBinaryExportAsync("COPY copied TO STDOUT BINARY");

        foreach (var vector in sent)
        {
            await export.StartRowAsync();

            if (vector is null)
            {
                export.IsNull.ShouldBeTrue();
                await export.SkipAsync();
            }
            else
            {
                (await export.ReadAsync<Vector>()).ShouldBe(vector);
            }
        }
    }

    [Fact]
    public async Task The_server_tells_of_a_wrong_dimension()
    {
        await using var stored = Command("SELECT CAST($1 AS vector(3))", _random.Unit(2));
        var failure = await Should.ThrowAsync<PostgresException>(stored.ExecuteScalarAsync());
        failure.SqlState.ShouldBe(PostgresErrorCodes.DataException);
        failure.MessageText.ShouldBe("expected 3 dimensions, not 2");

        await using var compared = Command("SELECT $1 <=> $2", _random.Unit(2), _random.Unit(3));
        (await Should.ThrowAsync<PostgresException>(compared.ExecuteScalarAsync())).MessageText.ShouldBe(
            "different vector dimensions 2 and 3"
        );
    }

    [Fact]
    public async Task A_database_without_pgvector_serves_everything_else()
    {
        var builder = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Database = "postgres",
            }.ConnectionString
        );
        builder.UseVector();
        await using var without = builder.Build();
        await using var one = without.CreateCommand("SELECT 1");
        (await one.ExecuteScalarAsync()).ShouldBe(1);

        await using var vector = without.CreateCommand("SELECT $1");
        vector.Parameters.Add(new() { Value = _random.Unit(3) });
        (await Should.ThrowAsync<Exception>(vector.ExecuteScalarAsync())).ToString().ShouldContain("vector");
    }

    private static int[] BitsOf(Vector vector) =>
        MemoryMarshal.Cast<float, int>(vector.Memory.Span).ToArray();

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.DataSource.CreateCommand(sql);

        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
