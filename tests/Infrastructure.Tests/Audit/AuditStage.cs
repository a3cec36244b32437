using Enterprise.Application.Callers;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>A user who changes what is theirs, past all code, and what the audit log then tells of it.</summary>
internal sealed class AuditStage : IAsyncDisposable
{
    private readonly NpgsqlConnection _app;
    private readonly NpgsqlConnection _superuser;

    private AuditStage(Caller user, NpgsqlConnection app, NpgsqlConnection superuser) =>
        (User, _app, _superuser) = (user, app, superuser);

    /// <summary>The user, with a key and a request.</summary>
    public Caller User { get; }

    /// <summary>Sets one, as the application's role.</summary>
    public static async Task<AuditStage> SetAsync(TestDatabase database)
    {
        var user = await database.Services.RegisterAsync();
        var key = Guid.CreateVersion7(database.Clock.GetUtcNow());

        return new AuditStage(
            new Caller(user.UserId, key, Scopes.OfAnOrdinaryUser) { RequestId = $"request-{key:N}" },
            await database.ConnectAsNobodyAsync(),
            await database.ConnectAsAdminAsync()
        );
    }

    /// <summary>Runs statements as the user, in one transaction.</summary>
    public async Task ActAsync(params (string Sql, object[] Values)[] statements)
    {
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(User));

        foreach (var (sql, values) in statements)
        {
            (await _app.RunAsync(sql, values)).ShouldBe(1, sql);
        }

        await transaction.CommitAsync();
    }

    /// <summary>The same, but takes all of it back.</summary>
    public async Task TryAsync(string sql, params object[] values)
    {
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(User));
        (await _app.RunAsync(sql, values)).ShouldBe(1, sql);
        await transaction.RollbackAsync();
    }

    /// <summary>What happened to the user's objects, in order, each as <c>entity action</c>.</summary>
    public Task<IReadOnlyList<string>> TellAsync() =>
        TellAsync("concat(entity, ' ', action)", "entity <> 'user' OR action <> 'created'");

    /// <summary>An expression over entries of the user's objects, in order.</summary>
    public Task<IReadOnlyList<string>> TellAsync(string expression, string condition = "true") =>
        _superuser.ListAsync<string>(
            $"SELECT ({expression})::text FROM audit_entries WHERE owner_id = $1 AND ({condition}) ORDER BY at, id",
            User.UserId
        );

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _superuser.DisposeAsync();
    }
}
