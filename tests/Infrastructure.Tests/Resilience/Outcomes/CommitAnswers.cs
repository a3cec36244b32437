using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience.Outcomes;

/// <summary>A database that answers a commit as a user's name in it says: <c>WARNING</c>, or a SQLSTATE.</summary>
public sealed class CommitAnswers : IAsyncLifetime
{
    private const string Trigger = """
        CREATE FUNCTION answer_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            CASE
                WHEN NEW.display_name = 'WARNING' THEN RAISE WARNING 'canceling wait for synchronous replication';
                WHEN NEW.display_name = 'NOTICE' THEN RAISE NOTICE 'of no account';
                WHEN NEW.display_name ~ '^[0-9A-Z]{5}$' THEN
                    RAISE EXCEPTION 'refused' USING ERRCODE = NEW.display_name;
                ELSE NULL;
            END CASE;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER answer_commit AFTER INSERT ON users
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION answer_commit();
        """;

    private const string Insert = """
        INSERT INTO users (id, email, email_key, display_name, preferences, created_at, updated_at)
        VALUES ($1, $2, lower($2), $3, '{}', $4, $4)
        """;

    /// <summary>The database.</summary>
    public TestDatabase Database { get; } = new();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await using var owner = await Database.ConnectAsOwnerAsync();
        await owner.RunAsync(Trigger);
    }

    /// <summary>Adds a user by whose name a commit is answered.</summary>
    public static async Task AddUserAsync(NpgsqlConnection connection, string answer) =>
        await connection.RunAsync(
            Insert,
            Guid.CreateVersion7(FakeClock.Beginning),
            TestUsers.Input().Email!,
            answer,
            FakeClock.Beginning
        );

    /// <summary>How many users have such a name.</summary>
    public async Task<long> CountAsync(string answer)
    {
        await using var connection = await Database.ConnectAsAppAsync();

        return await connection.AskAsync<long>("SELECT count(*) FROM users WHERE display_name = $1", answer);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Database.DisposeAsync().AsTask();
}
