using Enterprise.DbTool.Hosting;
using Enterprise.DbTool.Migrations;
using Enterprise.DbTool.Setup;

var root = new System.CommandLine.RootCommand(
    "Sets up, migrates and explains the database of Enterprise. Connections come from the environment: "
        + "ConnectionStrings__Primary, ConnectionStrings__Owner and, for setup, ConnectionStrings__Admin."
)
{
    SetupCommand.Create(),
    UpgradeCommand.Create(),
};

return await FailureReport.RunAsync(root.Parse(args));
