using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.ApiKeys;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Keys;

/// <summary><c>db keys list</c>: whose keys there are.</summary>
internal static class ListKeysCommand
{
    private static readonly Option<string?> User = new("--user")
    {
        Description = "Only this user's",
        HelpName = "EMAIL",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "list",
            "Show the keys that there are, never a secret",
            "db keys list",
            "db keys list --user ada@example.org --json"
        )
        {
            User,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var keys = await services
            .GetRequiredService<KeyAdministration>()
            .ListAsync(arguments.GetValue(User), cancellationToken);
        Screen.Show(arguments, keys, () => Tell(keys));

        return ExitCode.Done;
    }

    private static void Tell(IReadOnlyList<StandingKey> keys)
    {
        if (keys.Count == 0)
        {
            Screen.Line("There are none.");

            return;
        }

        Screen.Table(
            ["id", "user", "name", "ends"],
            [
                .. keys.Select(key =>
                    new[]
                    {
                        $"{key.Id}",
                        key.Email,
                        key.Name,
                        key.RevokedAt is not null ? "revoked"
                        : key.ExpiresAt is { } end ? Moments.Show(end)
                        : "never",
                    }
                ),
            ]
        );
    }
}
