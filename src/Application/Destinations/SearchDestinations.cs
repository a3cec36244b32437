using System.Diagnostics;
using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Json;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.SearchHistory;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Destinations;

/// <summary>Searches destinations by meaning and by words, and notes that in the caller's history.</summary>
public sealed record SearchDestinations(
    Caller Caller,
    DestinationSearchInput Input,
    Once<FoundDestinations>? Once = null
) : IRequest<FoundDestinations>;

internal sealed class SearchDestinationsValidator : AbstractValidator<SearchDestinations>
{
    private static readonly DestinationSearchInputValidator Rules = new();

    public SearchDestinationsValidator() => RuleFor(request => request.Input).SetValidator(Rules);
}

internal sealed class SearchDestinationsHandler(
    IDatabase database,
    IDestinationIndex index,
    TimeProvider clock
) : IRequestHandler<SearchDestinations, FoundDestinations>
{
    public async Task<FoundDestinations> Handle(
        SearchDestinations request,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        var (caller, input) = (request.Caller, request.Input);
        // Beforehand: a unit of work must not wait for another service.
        ReadOnlyMemory<float>? meaning = input.NeedsMeaning
            ? await index.EmbedAsync(input.Text!, cancellationToken)
            : null;
        var query = input.ToQuery(meaning);
        var now = clock.GetInstant();
        var id = Guid.CreateVersion7(now);

        return await database.WriteOnceAsync(
            request.Once,
            caller,
            async (db, token) =>
            {
                var found = await index.FindAsync(db, query, token);
                db.Add(
                    SearchRecord.Of(
                        id,
                        caller.UserId,
                        SearchType.Destination,
                        ParametersOf(input),
                        found.Count,
                        (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
                        now
                    )
                );

                return new FoundDestinations(found);
            },
            found => found,
            cancellationToken
        );
    }

    /// <summary>What was asked, but for the 384 numbers of an embedding, which tell nobody anything.</summary>
    private static string ParametersOf(DestinationSearchInput input) =>
        StoredJson.TextOf(
            input with
            {
                Embedding = null,
                Mode = input.Mode ?? default(SearchMode),
                Limit = input.Limit ?? DestinationSearchInput.DefaultLimit,
            },
            ApplicationJson.Contract.DestinationSearchInput
        );
}
