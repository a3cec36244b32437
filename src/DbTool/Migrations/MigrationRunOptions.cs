using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;

namespace Enterprise.DbTool.Migrations;

/// <summary>The options that both ways of running migrations take.</summary>
internal sealed class MigrationRunOptions
{
    private readonly Option<bool> _allOrNothing = new("--all-or-nothing")
    {
        Description = "One transaction for all of them, instead of one for each",
    };

    private readonly Option<double> _lockTimeout = new Option<double>("--lock-timeout")
    {
        Description = "The seconds that a statement waits for a lock before it gives way and comes again",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => MigrationOptions.DefaultLockTimeout.TotalSeconds,
    }.Within(0.001, 3600);

    private readonly Option<int> _lockAttempts = new Option<int>("--lock-attempts")
    {
        Description = "How often it comes before it gives up",
        HelpName = "N",
        DefaultValueFactory = _ => MigrationOptions.DefaultLockAttempts,
    }.Within(1, 1000);

    public IEnumerable<Option> All => [_allOrNothing, _lockTimeout, _lockAttempts];

    public MigrationOptions Of(ParseResult arguments) =>
        new()
        {
            AllOrNothing = arguments.GetValue(_allOrNothing),
            LockTimeout = TimeSpan.FromSeconds(arguments.GetValue(_lockTimeout)),
            LockAttempts = arguments.GetValue(_lockAttempts),
        };
}
