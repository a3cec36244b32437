using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Enterprise.DbTool.Hosting;

/// <summary>The help of a command, and what its reader would ask next.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Gives every command of the tool its examples.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;

        switch (parseResult.CommandResult.Command)
        {
            case ToolCommand { Examples.Count: > 0 } command:
                output.WriteLine("Examples:");

                foreach (var example in command.Examples)
                {
                    output.WriteLine($"  {example}");
                }

                break;
            case RootCommand:
                output.WriteLine(ExitCode.Help);
                break;
        }

        return code;
    }
}
