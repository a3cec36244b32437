using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Isolation;

/// <content>Attacks by way of what means the caller.</content>
internal sealed partial class Raid
{
    /// <summary>Whoever is called "me" is the attacker, also to somebody who knows the victim's version.</summary>
    public async Task ReadOneselfAsync()
    {
        var tag = (await victim.Client.GetAsync(Paths.Me)).ETag;
        MustBeAttacker(await GetAsync(Paths.Me));
        MustBeAttacker(await GetAsync(Paths.Me, (IfNoneMatch, tag)));
    }

    public async Task ChangeOneselfAsync()
    {
        const string Change = """{"displayName": "somebody else"}""";
        var tag = (await victim.Client.GetAsync(Paths.Me)).ETag;
        MustBe(412, await attacker.Client.PatchAsync(Paths.Me, Change, (IfMatch, tag)));
        MustBeAttacker(await attacker.Client.PatchAsync(Paths.Me, Change));
    }

    /// <summary>The end of a user is the end of nobody else.</summary>
    public async Task DeleteOneselfAsync()
    {
        var third = await admin.RegisterAsync("A third");
        var tag = (await victim.Client.GetAsync(Paths.Me)).ETag;
        MustBe(412, await third.DeleteAsync(Paths.Me, (IfMatch, tag)));
        MustBe(204, await third.DeleteAsync(Paths.Me));
        MustBeAttacker(await GetAsync(Paths.Me));
    }

    /// <summary>Whoever forgets all that they have searched for forgets nothing of another's.</summary>
    public async Task ForgetSearchesAsync()
    {
        MustBe(204, await attacker.Client.DeleteAsync(Paths.SearchHistory));
        MustBe(
            403,
            await attacker.Client.DeleteAsync($"{Paths.SearchHistory}?userId={victim.Client.UserId}")
        );
    }

    private void MustBe(int status, Answer answer) =>
        FindUnless(answer.Status == status, Leak.Sign, $"{answer.Status} {answer.Text} instead of {status}");

    private void MustBeAttacker(Answer answer)
    {
        MustBe(200, answer);
        FindUnless(
            answer.Status != 200 || answer.Id == attacker.Client.UserId,
            Leak.Read,
            $"{Paths.Me}: {answer.Text}"
        );
    }
}
