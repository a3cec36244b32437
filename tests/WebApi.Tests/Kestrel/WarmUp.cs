using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The first requests of a process, within which it compiles what it needs.</summary>
internal static class WarmUp
{
    private const int MostTries = 5;

    /// <summary>Asks again while a busy machine takes longer for it than a request may last.</summary>
    public static async Task<Answer> UntilServedAsync(Func<Task<Answer>> request)
    {
        var answer = await request();

        for (var tries = 1; answer.Status is 503 && tries < MostTries; tries++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            answer = await request();
        }

        return answer;
    }
}
