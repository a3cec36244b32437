using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.ApiKeys;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Keys;

/// <summary><c>db keys revoke</c>: the end of a key.</summary>
internal static class RevokeKeyCommand
{
    private static readonly Argument<Guid> Id = new("ID")
    {
        Description = "The key's id, as db keys list shows it",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "revoke",
            "End a key; every node refuses it within a second",
            "db keys revoke 01a1fdd3-93b1-7e0c-8f1e-5d1c6c8a0b77"
        )
        {
            Id,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var id = arguments.GetValue(Id);

        if (!await services.GetRequiredService<KeyAdministration>().RevokeAsync(id, cancellationToken))
        {
            throw new ToolException($"There is no key {id}: see db keys list.");
        }

        Screen.Show(arguments, new { revoked = id }, () => Screen.Line($"Revoked {id}."));

        return ExitCode.Done;
    }
}
