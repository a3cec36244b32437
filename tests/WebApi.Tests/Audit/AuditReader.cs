using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Audit;

/// <summary>Reads the audit log.</summary>
internal static class AuditReader
{
    /// <summary>The entries, the newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EntriesAsync(
        this ApiClient client,
        string query = "limit=100"
    ) =>
        [
            .. (await client.GetAsync($"{Paths.Audit}?{query}"))
                .ShouldBe(200)
                .Json.GetProperty("items")
                .EnumerateArray(),
        ];

    /// <summary>What the entries tell of, the newest first, each as <c>entity action</c>.</summary>
    public static async Task<IReadOnlyList<string>> StoryAsync(
        this ApiClient client,
        string query = "limit=100"
    ) =>
        [
            .. (await client.EntriesAsync(query)).Select(entry =>
                $"{entry.GetProperty("entity").GetString()} {entry.GetProperty("action").GetString()}"
            ),
        ];

    /// <summary>A user with one of everything, whose story is five entries about them long.</summary>
    public static async Task<(Guid Trip, Guid Stop, Guid Key)> SettleAsync(this ApiClient client)
    {
        var trip = await client.PlanAsync();
        var stop = await client.PostAsync(Paths.Stops(trip.Id), """{"day": 1, "title": "Tram 28"}""");
        var key = await client.PostAsync(Paths.Keys, KeyBody.With());
        var provider = await client.PutAsync(
            Paths.ProviderKey("openai", "default"),
            ProviderKeyBody.With(ProviderKeyBody.NewValue())
        );
        provider.ShouldBe(201);

        return (trip.Id, stop.ShouldBe(201).Id, key.ShouldBe(201).Id);
    }
}
