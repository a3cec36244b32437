using System.Text.Json;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.RowLevelSecurity;

namespace Enterprise.Infrastructure.Caching;

/// <summary>Asks the database on behalf of the cache.</summary>
internal sealed class CacheReads(ContextReads reads, ModePolicy modes)
{
    private const string Holder = "cached read";

    private readonly Work _lasting = Work.OfReading(Holder, modes, ServerChoice.Primary);
    private readonly Work _passing = Work.OfReading(Holder, modes);

    /// <summary>For an answer that is to be remembered.</summary>
    /// <remarks>From the primary: a standby may not have seen yet what the primary has told of already.</remarks>
    /// <returns>The JSON; null where there is no answer.</returns>
    public Task<byte[]?> ReadLastingAsync<T>(CacheQuestion<T> question)
        where T : class => ReadAsync(_lasting, question, CancellationToken.None);

    /// <summary>For an answer to one request, from whichever server may give it.</summary>
    /// <returns>The JSON; null where there is no answer.</returns>
    public Task<byte[]?> ReadPassingAsync<T>(CacheQuestion<T> question, CancellationToken waiting)
        where T : class => ReadAsync(_passing, question, waiting);

    private async Task<byte[]?> ReadAsync<T>(Work work, CacheQuestion<T> question, CancellationToken waiting)
        where T : class
    {
        var asker = question.Query.IsOwned ? Identity.OfUser(question.Caller) : Identity.OfNobody;

        return await reads.RunAsync(work, asker, question.Read, waiting) is { } answer
            ? JsonSerializer.SerializeToUtf8Bytes(answer, question.Query.Json)
            : null;
    }
}
