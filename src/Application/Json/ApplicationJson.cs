using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Audit;
using Enterprise.Application.Destinations;
using Enterprise.Application.Paging;
using Enterprise.Application.ProviderKeys;
using Enterprise.Application.SearchHistory;
using Enterprise.Application.Trips;
using Enterprise.Application.Trips.Stops;
using Enterprise.Application.Users;
using Enterprise.Domain.SearchHistory;
using Enterprise.Domain.Trips;

namespace Enterprise.Application.Json;

/// <summary>How the messages of the application look as JSON, without reflection at run time.</summary>
/// <remarks>
/// camelCase; numbers are never read from strings; a member may stand once; at most 32 levels of nesting are read.
/// </remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    Converters = [
        typeof(VocabularyConverter<TripKind>),
        typeof(VocabularyConverter<TripStatus>),
        typeof(VocabularyConverter<AuditedEntity>),
        typeof(VocabularyConverter<AuditAction>),
        typeof(VocabularyConverter<SearchType>),
        typeof(VocabularyConverter<SearchMode>),
        typeof(InstantConverter),
        typeof(TimeOfDayConverter),
        typeof(AmountConverter),
    ]
)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(TripInput))]
[JsonSerializable(typeof(TripView))]
[JsonSerializable(typeof(TripBatchInput))]
[JsonSerializable(typeof(TripBatch))]
[JsonSerializable(typeof(Page<TripView>))]
[JsonSerializable(typeof(TripCount))]
[JsonSerializable(typeof(TripStopInput))]
[JsonSerializable(typeof(TripStopView))]
[JsonSerializable(typeof(Page<TripStopView>))]
[JsonSerializable(typeof(UserInput))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(Page<UserView>))]
[JsonSerializable(typeof(ApiKeyInput))]
[JsonSerializable(typeof(RotationInput))]
[JsonSerializable(typeof(ApiKeyView))]
[JsonSerializable(typeof(IssuedApiKey))]
[JsonSerializable(typeof(Page<ApiKeyView>))]
[JsonSerializable(typeof(ProviderKeyInput))]
[JsonSerializable(typeof(ProviderKeyView))]
[JsonSerializable(typeof(Page<ProviderKeyView>))]
[JsonSerializable(typeof(DestinationInput))]
[JsonSerializable(typeof(DestinationView))]
[JsonSerializable(typeof(Page<DestinationView>))]
[JsonSerializable(typeof(DestinationSearchInput))]
[JsonSerializable(typeof(FoundDestinations))]
[JsonSerializable(typeof(SearchRecordView))]
[JsonSerializable(typeof(Page<SearchRecordView>))]
[JsonSerializable(typeof(AuditEntryView))]
[JsonSerializable(typeof(Page<AuditEntryView>))]
public sealed partial class ApplicationJson : JsonSerializerContext
{
    /// <summary>
    /// The contract to read and write by: text stays as it is (<c>Tromsø</c>), for no answer is ever HTML.
    /// </summary>
    public static ApplicationJson Contract => Relaxed.Contract;

    /// <summary>Initialized after <c>Default</c>, which stands in the generated part.</summary>
    private static class Relaxed
    {
        public static readonly ApplicationJson Contract = new(
            new JsonSerializerOptions(Default.Options!)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                // JSON of the caller's own, as deep as may be sent, stands deeper in an answer: in a list's items.
                MaxDepth = 2 * Default.Options.MaxDepth,
            }
        );
    }
}
