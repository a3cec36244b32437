using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.DbTool.Migrations;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Migrations.Verification;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Infrastructure.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Setup;

/// <summary><c>db setup</c>: from a server to a database that the service can start on.</summary>
internal static class SetupCommand
{
    private static readonly Option<FileInfo?> Credentials = new("--credentials")
    {
        Description =
            "Keep a key of the administrator, one of the demo user and the owner's database URL in this file",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "setup",
            "Create roles and database (with ConnectionStrings__Admin), migrate, seed and verify; may be repeated",
            "db setup",
            "db setup --credentials credentials.env"
        )
        {
            Credentials,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(Credentials) is { } target)
        {
            CredentialsFile.Probe(target);
        }

        await using var services = ToolServices.Create(arguments);
        var users = await services.GetRequiredService<DatabaseSetup>().RunAsync(cancellationToken);
        var findings = await services.GetRequiredService<DatabaseVerification>().RunAsync(cancellationToken);
        if (arguments.GetValue(Credentials) is { } file)
        {
            await KeepCredentialsAsync(services, users, file, cancellationToken);
        }

        Screen.Show(
            arguments,
            new
            {
                users.AdminId,
                users.DemoId,
                findings,
            },
            () => Tell(findings)
        );

        return findings.Count == 0 ? ExitCode.Done : ExitCode.Found;
    }

    private static void Tell(IReadOnlyList<VerificationFinding> findings)
    {
        Screen.Line(
            "The database is set up, migrated and seeded. Destinations are found by meaning after: db embed"
        );
        VerifyCommand.Tell(findings);
    }

    private static async Task KeepCredentialsAsync(
        IServiceProvider services,
        SeededUsers users,
        FileInfo file,
        CancellationToken cancellationToken
    )
    {
        var kept = CredentialsFile.Read(file);
        var keys = services.GetRequiredService<StandingKeys>();
        var credentials = new CredentialsFile(
            await keys.EnsureAsync(
                kept?.AdminKey,
                users.AdminId,
                "local admin",
                [Scopes.Admin],
                cancellationToken
            ),
            await keys.EnsureAsync(
                kept?.UserKey,
                users.DemoId,
                "local demo",
                Scopes.OfAnOrdinaryUser,
                cancellationToken
            ),
            DatabaseUrl.Of(services.GetRequiredService<ConnectionStrings>().Owner)
        );
        credentials.Write(file);
    }
}
