using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.OpenApi;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>One user tries all operations on another, and notes what comes of it.</summary>
/// <remarks>It notes and goes on, so that it can be shown to find something where nothing isolates.</remarks>
internal sealed partial class Raid(
    Person victim,
    Person attacker,
    ApiClient admin,
    NpgsqlConnection superuser
)
{
    private readonly List<Finding> _findings = [];

    /// <summary>Lets the attacker try everything; what deletes comes last, many at once at the very end.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<Operation> operations)
    {
        await victim.StoreAsync(NameOfBoth);
        await AskOnceAsync(operations);
        var before = await superuser.RowsOfAsync(victim.Client.UserId);

        foreach (
            var operation in operations
                .OrderBy(one => one.Method == HttpMethod.Delete)
                .ThenBy(one => !one.Path.Contains('{', StringComparison.Ordinal))
        )
        {
            if (!Attacks.All.TryGetValue(operation.Id, out var attack))
            {
                continue;
            }

            await attack(this, operation);
            var after = await superuser.RowsOfAsync(victim.Client.UserId);
            FindUnless(
                before.SequenceEqual(after, StringComparer.Ordinal),
                Leak.Change,
                $"{operation} changed the victim's: {Difference(before, after)}"
            );
            before = after;
        }

        return _findings;
    }

    /// <summary>The service's own account of itself must not tell of users.</summary>
    public Task LookAsync(string path) => GetAsync(path);

    /// <summary>What is nobody's must not tell of users either.</summary>
    public Task LookAtAsync(Operation operation) => GetAsync(attacker.PathOf(operation));

    /// <summary>The victim makes one of everything that can be made, by requests with a key.</summary>
    private async Task AskOnceAsync(IReadOnlyList<Operation> operations)
    {
        foreach (
            var post in operations.Where(one =>
                one.Method == HttpMethod.Post && !one.Needs(Domain.ApiKeys.Scopes.Admin)
            )
        )
        {
            var path = victim.PathOf(post);
            (await Stage.SendAsync(post, victim.Client, path, victim.IdempotencyKey)).Status.ShouldBeInRange(
                200,
                201
            );
        }
    }

    private Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        LookThroughAsync(attacker.Client.GetAsync(path, headers), $"GET {path}", path);

    private Task<Answer> SendAsync(
        Operation operation,
        string path,
        params (string Name, string Value)[] headers
    ) =>
        LookThroughAsync(
            Stage.SendAsync(operation, attacker.Client, path, headers),
            $"{operation} at {path}",
            path
        );

    /// <summary>No answer to the attacker shows the victim's words, but for those of the attacker's own path.</summary>
    private async Task<Answer> LookThroughAsync(Task<Answer> call, string where, string path)
    {
        var answer = await call;
        var text = answer.Text.Replace(path, "", StringComparison.Ordinal);
        FindUnless(
            !text.Contains(victim.Marker, StringComparison.Ordinal),
            Leak.Read,
            $"{where} shows {text}"
        );

        return answer;
    }

    private static string Difference(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        string.Join(
            "; ",
            before
                .Except(after, StringComparer.Ordinal)
                .Select(row => $"- {row}")
                .Concat(after.Except(before, StringComparer.Ordinal).Select(row => $"+ {row}"))
        );

    private void FindUnless(bool isIsolated, Leak leak, string where)
    {
        if (!isIsolated)
        {
            _findings.Add(new Finding(leak, where));
        }
    }
}
