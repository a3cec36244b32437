using System.CommandLine;

namespace Enterprise.DbTool.Hosting;

/// <summary>A command of the tool, with examples for its help.</summary>
internal sealed class ToolCommand : Command
{
    /// <param name="name">What it is called.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="examples">Command lines to begin from.</param>
    public ToolCommand(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Command lines to begin from.</summary>
    public IReadOnlyList<string> Examples { get; }
}
