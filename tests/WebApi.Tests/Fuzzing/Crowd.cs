using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Those in whose name hostile requests come. What they live by is never among what they know.</summary>
internal sealed class Crowd
{
    public const string Administrator = "the administrator";

    private readonly RunningService _service;
    private readonly HashSet<string> _protected = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(Operation, Actor)> _accepted = [];
    private Actor? _victim;

    private Crowd(RunningService service, params IReadOnlyList<Actor> actors) =>
        (_service, Actors) = (service, actors);

    /// <summary>All who stay.</summary>
    public IReadOnlyList<Actor> Actors { get; }

    public static async Task<Crowd> GatherAsync(RunningService service)
    {
        var crowd = new Crowd(
            service,
            new Actor(Administrator, service.Admin),
            new Actor("Alice", service.Alice),
            new Actor("Bob", service.Bob),
            new Actor(
                "a reader",
                await service.RegisterAsync(Scopes.TripsRead, Scopes.KeysRead, Scopes.UsersRead)
            )
        );

        foreach (var actor in crowd.Actors)
        {
            var keys = await service.Nobody.GetAsync(Paths.Keys, ("X-API-Key", actor.Secret));
            crowd._protected.UnionWith(keys.Ids().Select(id => $"{id}"));
            crowd._protected.Add($"{actor.UserId}");
        }

        return crowd;
    }

    /// <summary>Somebody for an operation: as a rule one who has been let do it before.</summary>
    public Actor For(Operation operation, Dice dice)
    {
        var welcome = Actors.Where(actor => _accepted.Contains((operation, actor))).ToArray();

        return welcome.Length > 0 && dice.Chance(70) ? dice.Pick(welcome) : dice.Pick(Actors);
    }

    /// <summary>Somebody who may delete themselves.</summary>
    public async Task<Actor> VictimAsync() =>
        _victim is { IsGone: false }
            ? _victim
            : _victim = new Actor("a user of little time", await _service.RegisterAsync());

    /// <summary>Has learned what may be sent from an answer to a request that was not tampered with.</summary>
    public void Learn(HostileRequest request, Answer answer)
    {
        var (operation, actor) = (request.Operation, request.Draft.Actor);

        if (answer.Status is >= 200 and < 300)
        {
            _accepted.Add((operation, actor));
        }

        foreach (
            var (path, segment) in Lessons.In(request, answer).Where(one => !_protected.Contains(one.Segment))
        )
        {
            actor.Learn(path, segment);
        }
    }
}
