using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.OpenApi;

namespace Enterprise.WebApi.Tests.Isolation;

/// <content>Attacks on what has an id, or a name.</content>
internal sealed partial class Raid
{
    private const string IfMatch = "If-Match";
    private const string NameOfBoth = "default";
    private const string IfNoneMatch = "If-None-Match";

    /// <summary>What is the victim's is answered as if it were not there, under every condition.</summary>
    public async Task SeekAsync(Operation operation)
    {
        var tag = await TagOfAsync(operation);
        (string, string)[][] conditions =
        [
            [],
            [(IfNoneMatch, tag)],
            [(IfMatch, tag)],
            [(IfMatch, "*")],
            .. operation.Method == HttpMethod.Post
                ?
                [
                    [victim.IdempotencyKey],
                ]
                : Array.Empty<(string, string)[]>(),
        ];

        foreach (var headers in conditions)
        {
            var unknown = await SendAsync(operation, Stage.UnknownPathOf(operation), headers);
            await MustTellTheSameAsync(operation, victim.PathOf(operation), unknown, headers);

            if (operation.Path.Contains("/stops/{", StringComparison.Ordinal))
            {
                var path = victim.PathBeneath(attacker.Trip, operation);
                await MustTellTheSameAsync(operation, path, unknown, headers);
            }
        }
    }

    /// <summary>A name that the victim has used is as free as any other.</summary>
    public async Task StoreUnderSameNameAsync()
    {
        var path = Paths.ProviderKey("openai", NameOfBoth);
        var stored = await attacker.Client.PutAsync(path, ProviderKeyBody.With(ProviderKeyBody.NewValue()));
        FindUnless(stored.Status == 201, Leak.Sign, $"PUT {path} is {stored.Status}, and the name was free");
    }

    private async Task MustTellTheSameAsync(
        Operation operation,
        string path,
        Answer unknown,
        (string, string)[] headers
    )
    {
        var answer = await SendAsync(operation, path, headers);
        var where = $"{operation} at {path} with {string.Join(", ", headers)}: {answer.Status} {answer.Text}";
        FindUnless(answer.Status != unknown.Status || IsTheSame(answer, unknown), Leak.Sign, where);
        FindUnless(answer.Status == Expected(operation), LeakOf(operation, answer), where);
    }

    private static int Expected(Operation operation) => Stage.IsForAdministrators(operation) ? 403 : 404;

    private static Leak LeakOf(Operation operation, Answer answer) =>
        answer.Status >= 300 ? Leak.Sign
        : answer.Header("Idempotency-Replayed") is not null ? Leak.Replay
        : operation.Method == HttpMethod.Get ? Leak.Read
        : Leak.Change;

    private static bool IsTheSame(Answer answer, Answer unknown)
    {
        try
        {
            answer.ShouldTellTheSameAs(unknown);

            return true;
        }
        catch (ShouldAssertException)
        {
            return false;
        }
    }

    /// <summary>The version of the victim's object, where it can be read.</summary>
    private async Task<string> TagOfAsync(Operation operation) =>
        (await victim.Client.GetAsync(victim.PathOf(operation))).Header("ETag") ?? "\"0\"";
}
