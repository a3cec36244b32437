using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.ApiKeys;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Keys;

/// <summary><c>db keys create</c>: a key for a user.</summary>
internal static class CreateKeyCommand
{
    private static readonly Option<string> User = new("--user")
    {
        Description = "The user's e-mail address",
        HelpName = "EMAIL",
        Required = true,
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "What the key is called: 1 to 100 characters",
        DefaultValueFactory = _ => "made by db",
    };

    private static readonly Option<string[]> WithScopes = new("--scope")
    {
        Description = "What it allows; may be said again. Unless said, all that an ordinary user may do",
        HelpName = "SCOPE",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<int?> Days = new Option<int?>("--days")
    {
        Description = "After how many days it ends, instead of never",
        HelpName = "N",
    }.Within(1, 36500);

    public static Command Create()
    {
        WithScopes.Validators.Add(result =>
        {
            foreach (var unknown in result.GetValueOrDefault<string[]>()!.Except(Scopes.All))
            {
                result.AddError(
                    $"'{unknown}' is no scope; there are {string.Join(", ", Scopes.All.Order(StringComparer.Ordinal))}."
                );
            }
        });
        Name.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string>() is not { Length: > 0 and <= 100 } name
                || string.IsNullOrWhiteSpace(name)
            )
            {
                result.AddError("--name has 1 to 100 characters and is not blank.");
            }
        });
        var command = new ToolCommand(
            "create",
            "Make a key for a user; its secret is shown this once",
            "db keys create --user admin@example.org --scope admin",
            "db keys create --user ada@example.org --name laptop --days 90"
        )
        {
            User,
            Name,
            WithScopes,
            Days,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var email = arguments.GetValue(User)!;
        var clock = services.GetRequiredService<TimeProvider>();
        var made =
            await services
                .GetRequiredService<KeyAdministration>()
                .CreateAsync(
                    email,
                    arguments.GetValue(Name)!,
                    arguments.GetValue(WithScopes) is { Length: > 0 } scopes
                        ? scopes
                        : [.. Scopes.OfAnOrdinaryUser],
                    arguments.GetValue(Days) is { } days ? clock.GetUtcNow().AddDays(days) : null,
                    cancellationToken
                )
            ?? throw new ToolException(
                $"There is no user '{email}': see db keys list, or make one by the service."
            );

        Screen.Show(
            arguments,
            new { id = made.Id, secret = made.Secret },
            () =>
            {
                Screen.Verbatim(made.Secret);
                Screen.Line($"The id is {made.Id}. The secret is shown this once: keep it now.");
            }
        );

        return ExitCode.Done;
    }
}
