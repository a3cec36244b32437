using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>Sees to it, inside the transaction of a unit of work, that a request acts at most once.</summary>
/// <remarks>
/// <para>
/// An advisory lock of the transaction says that a request is being carried out. It ends with the transaction,
/// also where that is lost together with its node, and not before the commit can be seen by others.
/// </para>
/// <para>
/// The record is written in the same transaction as the effect: there is never one without the other.
/// </para>
/// </remarks>
internal sealed class IdempotencyRecords(RecordedAnswers answers, TimeProvider clock)
{
    /// <inheritdoc cref="RecordedAnswers.WarmUp"/>
    public void WarmUp() => answers.WarmUp();

    /// <summary>Makes sure, first of all in the transaction, that the request is neither under way nor done.</summary>
    /// <remarks>It says as whom the transaction acts, in the same round trip.</remarks>
    /// <exception cref="StillRunningException">It is being carried out just now.</exception>
    /// <exception cref="KeyReusedException">Its key stands for a request with another body.</exception>
    /// <exception cref="AnsweredBeforeException">It was carried out before.</exception>
    public async Task ClaimAsync(
        EnterpriseDbContext db,
        Caller caller,
        IdempotentRequest request,
        CancellationToken cancellationToken
    )
    {
        var since = clock.GetUtcNow() - IdempotentRequest.Kept;
        var (isFree, record) = await db.LockAndFindAsync(
            caller,
            LockOf(caller, request),
            request,
            since,
            cancellationToken
        );

        if (!isFree)
        {
            throw new StillRunningException();
        }

        if (record is null)
        {
            return;
        }

        if (!record.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint))
        {
            throw new KeyReusedException();
        }

        // Whoever asked first may have been cut off while the commit waited for a standby. An answer that is
        // given again must wait, too.
        await Commit.ExecuteAfterAllAsync(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            () => db.Database.CommitTransactionAsync()
        );

        throw new AnsweredBeforeException(answers.Read(record, caller));
    }

    /// <summary>Keeps the answer beside the effect; a record that has had its time makes room.</summary>
    public Task KeepAsync(
        EnterpriseDbContext db,
        Caller caller,
        IdempotentRequest request,
        RecordedAnswer answer
    )
    {
        var record = answers.Write(answer, caller, request, clock.GetUtcNow());

        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO idempotency_records (user_id, key, method, path, fingerprint, key_id, status, headers,
                body, sealed_body, created_at)
            VALUES ({record.UserId}, {record.Key}, {record.Method}, {record.Path}, {record.Fingerprint},
                {record.KeyId}, {record.Status}, {record.Headers}, {record.Body}, {record.SealedBody},
                {record.CreatedAt})
            ON CONFLICT (user_id, key, method, path) DO UPDATE SET fingerprint = excluded.fingerprint,
                key_id = excluded.key_id, status = excluded.status, headers = excluded.headers,
                body = excluded.body, sealed_body = excluded.sealed_body, created_at = excluded.created_at
            """
        );
    }

    /// <summary>The advisory lock of a request: should two ever share one, the second is told to come back.</summary>
    private static long LockOf(Caller caller, IdempotentRequest request) =>
        BinaryPrimitives.ReadInt64BigEndian(
            SHA256.HashData(
                Encoding.UTF8.GetBytes($"{caller.UserId} {request.Method} {request.Path} {request.Key}")
            )
        );
}
