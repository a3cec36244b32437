using System.CommandLine;
using Enterprise.DbTool.Destinations;
using Enterprise.DbTool.Hosting;
using Enterprise.DbTool.Keys;
using Enterprise.DbTool.Migrations;
using Enterprise.DbTool.Server;
using Enterprise.DbTool.Setup;

var root = new RootCommand(
    "Sets up, migrates, proves and explains the database of Enterprise. Connections come from the environment: "
        + "ConnectionStrings__Primary, ConnectionStrings__Owner and, for setup, ConnectionStrings__Admin."
)
{
    SetupCommand.Create(),
    CreateCommand.Create(),
    UpgradeCommand.Create(),
    DowngradeCommand.Create(),
    CurrentCommand.Create(),
    StatusCommand.Create(),
    HistoryCommand.Create(),
    VerifyCommand.Create(),
    LintCommand.Create(),
    SeedCommand.Create(),
    EmbedCommand.Create(),
    RecallCommand.Create(),
    KeysCommand.Create(),
    PoolsCommand.Create(),
    DoctorCommand.Create(),
    Screen.Json,
    ToolServices.Verbose,
};
HelpWithExamples.AddTo(root);

return await FailureReport.RunAsync(root.Parse(args));
