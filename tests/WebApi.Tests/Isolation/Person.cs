using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.OpenApi;
using Enterprise.WebApi.Tests.SearchHistory;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>A user who has something in every table that has an owner.</summary>
internal sealed class Person
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private Person(ApiClient client, string marker) => (Client, Marker) = (client, marker);

    public ApiClient Client { get; }

    /// <summary>A word that stands in all that is theirs, and nowhere else.</summary>
    public string Marker { get; }

    /// <summary>What they called the requests that they made with a key.</summary>
    public (string Name, string Value) IdempotencyKey => ("Idempotency-Key", $"once-{Marker}");

    /// <summary>A trip of theirs, with two stops.</summary>
    public Guid Trip { get; private set; }

    /// <summary>Makes one, and what is theirs.</summary>
    public static async Task<Person> CreateAsync(ApiClient admin, NpgsqlConnection superuser, string marker)
    {
        var person = new Person(await admin.RegisterAsync(marker), marker);
        var (client, quoted) = (person.Client, JsonText.Quote(marker));
        person.Trip = (await client.PlanAsync(("title", quoted))).Id;
        await client.PlanAsync(("title", quoted));
        var stops = Paths.Stops(person.Trip);
        var stop = await client.PostAsync(stops, $$"""{"day": 1, "title": {{quoted}}}""");
        (await client.PostAsync(stops, $$"""{"day": 2, "title": {{quoted}}}""")).ShouldBe(201);
        var key = await client.PostAsync(Paths.Keys, KeyBody.With(("name", quoted)));
        await person.StoreAsync(marker);
        var asked = $$"""{"text": {{quoted}}}""";
        await superuser.AddSearchAsync(client.UserId, asked);
        var search = await superuser.AddSearchAsync(client.UserId, asked);

        person._names["trips"] = $"{person.Trip}";
        person._names["stops"] = $"{stop.ShouldBe(201).Id}";
        person._names["users"] = $"{client.UserId}";
        person._names["api-keys"] = $"{key.ShouldBe(201).Id}";
        person._names["provider-keys"] = "openai";
        person._names["{service}"] = marker;
        // One of those that every installation begins with.
        person._names["destinations"] = "01a1fdd0-76f5-7559-9079-f74ece461b2a";
        person._names["search-history"] = $"{search}";

        return person;
    }

    /// <summary>Stores a key for an outside service that has no key of this name yet.</summary>
    public async Task StoreAsync(string name) =>
        (
            await Client.PutAsync(
                Paths.ProviderKey("openai", name),
                ProviderKeyBody.With(ProviderKeyBody.NewValue())
            )
        ).ShouldBe(201);

    /// <summary>The path of an operation on what is theirs.</summary>
    public string PathOf(Operation operation) => Stage.Fill(operation.Path, step => NameOf(step, operation));

    /// <summary>The path of an operation on what is theirs, beneath a trip of somebody else's.</summary>
    public string PathBeneath(Guid trip, Operation operation) =>
        Stage.Fill(operation.Path, step => step is "trips" ? $"{trip}" : NameOf(step, operation));

    private string NameOf(string step, Operation operation) =>
        _names.TryGetValue(step, out var name)
            ? name
            : throw new NotSupportedException(
                $"{operation} names one of '{step}', and no user of these tests has one: let {nameof(Person)} make it."
            );
}
