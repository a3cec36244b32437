using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.OpenApi;

namespace Enterprise.WebApi.Tests.Isolation;

/// <content>Attacks on what shows or counts many.</content>
internal sealed partial class Raid
{
    /// <summary>A list shows the attacker's own rows, all of them and no other.</summary>
    public async Task ListAsync(Operation operation, OwnList list)
    {
        var path = attacker.PathOf(operation);

        foreach (var query in list.Queries)
        {
            var page = await GetAsync($"{path}?limit=100&{query}");
            var own = await superuser.ListAsync<string>(list.Sql, attacker.Client.UserId);
            var shown = page.Status == 200 ? Members(page, list.Member) : [];
            var foreign = shown.Except(own, StringComparer.Ordinal).ToArray();
            FindUnless(
                foreign.Length == 0,
                Leak.Read,
                $"{operation} with {query}: {string.Join(", ", foreign)}"
            );
            FindUnless(
                query.Length > 0 ? shown.Count > 0 : own.Except(shown, StringComparer.Ordinal).Any() is false,
                Leak.Sign,
                $"{operation} with {query} does not show the caller's own: {page.Status} {page.Text}"
            );
        }

        await CursorAsync(operation);

        if (list.TakesUser)
        {
            await AskForVictimAsync(path);
        }
    }

    /// <summary>A number is that of the attacker's own rows.</summary>
    public async Task CountTripsAsync(Operation operation)
    {
        foreach (var (query, where) in OwnList.TripFilters)
        {
            var answer = (await GetAsync($"{operation.Path}?{query}")).ShouldBe(200);
            var own = await superuser.AskAsync<long>(
                $"SELECT count(*) FROM trips WHERE user_id = $1 AND {where}",
                attacker.Client.UserId
            );
            FindUnless(
                answer.Json.GetProperty("count").GetInt64() == own,
                Leak.Count,
                $"{operation} with {query}: {answer.Text}, and {own} are the caller's own"
            );
        }

        await AskForVictimAsync(operation.Path);
    }

    /// <summary>The name that the victim gave to a request stands for none of the attacker's.</summary>
    public async Task RepeatAsync(Operation operation)
    {
        var answer = await SendAsync(operation, operation.Path, victim.IdempotencyKey);
        FindUnless(answer.Header("Idempotency-Replayed") is null, Leak.Replay, $"{operation}: {answer.Text}");
        FindUnless(answer.Status is 200 or 201, Leak.Sign, $"{operation}: {answer.Status} {answer.Text}");
    }

    private async Task AskForVictimAsync(string path)
    {
        var answer = await GetAsync($"{path}?userId={victim.Client.UserId}");
        FindUnless(
            answer.Status == 403,
            answer.Status == 200 ? Leak.Read : Leak.Sign,
            $"GET {path} of the victim's: {answer.Status} {answer.Text}"
        );
    }

    /// <summary>The victim's place in a list is none in the attacker's, nor in the victim's for the attacker.</summary>
    private async Task CursorAsync(Operation operation)
    {
        var foreign = victim.PathOf(operation);
        var first = (await victim.Client.GetAsync($"{foreign}?limit=1")).ShouldBe(200);
        var cursor = first
            .Member("nextCursor")
            .ShouldNotBeNull($"{operation} needs two rows of the victim's");

        foreach (var path in new[] { foreign, attacker.PathOf(operation) })
        {
            var answer = await GetAsync($"{path}?cursor={cursor}");
            FindUnless(
                answer.Status == 400,
                answer.Status == 200 ? Leak.Read : Leak.Sign,
                $"{operation} at {path} takes the victim's cursor: {answer.Status} {answer.Text}"
            );
        }
    }

    private static List<string> Members(Answer page, string member) =>
        [
            .. page
                .Json.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty(member).GetString()!),
        ];
}
