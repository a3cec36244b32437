using System.Collections.Concurrent;
using Enterprise.Application.ApiKeys;
using Enterprise.Domain.ApiKeys;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Rival;

/// <summary>Whom a key stands for and what it allows.</summary>
internal sealed record KeyHolder(Guid UserId, string[] Scopes, DateTime? EndsAt)
{
    /// <summary>Whose trips the holder may see; null for everybody's.</summary>
    public Guid? BoundTo { get; } = Scopes.Contains("admin", StringComparer.Ordinal) ? null : UserId;

    public bool Holds(string scope) => BoundTo is null || Scopes.Contains(scope, StringComparer.Ordinal);
}

/// <summary>The product's check of API keys, by hand: checksum, keyed hash, look-up in the database.</summary>
/// <remarks>
/// The product remembers keys in its process, so the rival does, too: <c>--key-cache-seconds</c>, 5 as there.
/// </remarks>
internal sealed class KeyCheck(ApiKeyHasher hasher, TimeProvider clock, TimeSpan remembered)
{
    private const string Sql = "SELECT user_id, scopes, ends_at FROM find_api_key($1)";

    private readonly ConcurrentDictionary<string, (KeyHolder Holder, long Since)> _known = new(
        StringComparer.Ordinal
    );

    /// <summary>The secret that a request presents; null where there is none that can be right.</summary>
    public static string? SecretOf(HttpRequest request)
    {
        var bearer = request.Headers.Authorization.ToString();
        var secret = bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? bearer[7..]
            : request.Headers["X-API-Key"].ToString();

        return ApiKeySecret.IsWellFormed(secret) ? secret : null;
    }

    public async ValueTask<KeyHolder?> FindAsync(NpgsqlConnection connection, string secret)
    {
        if (
            remembered > TimeSpan.Zero
            && _known.TryGetValue(secret, out var entry)
            && clock.GetElapsedTime(entry.Since) < remembered
        )
        {
            return IsValid(entry.Holder) ? entry.Holder : null;
        }

        var since = clock.GetTimestamp();

        if (await LookUpAsync(connection, hasher.Hash(secret)) is not { } holder || !IsValid(holder))
        {
            return null;
        }

        if (remembered > TimeSpan.Zero)
        {
            _known[secret] = (holder, since);
        }

        return holder;
    }

    private bool IsValid(KeyHolder holder) => !(holder.EndsAt <= clock.GetUtcNow().UtcDateTime);

    private static async ValueTask<KeyHolder?> LookUpAsync(NpgsqlConnection connection, byte[] hash)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(
            new NpgsqlParameter<byte[]> { TypedValue = hash, NpgsqlDbType = NpgsqlDbType.Bytea }
        );
        await using var row = await command.ExecuteReaderAsync();

        return await row.ReadAsync()
            ? new KeyHolder(row.GetGuid(0), row.GetFieldValue<string[]>(1), row.GetFieldValue<DateTime?>(2))
            : null;
    }
}
