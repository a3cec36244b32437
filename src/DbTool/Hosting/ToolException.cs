namespace Enterprise.DbTool.Hosting;

/// <summary>Says in a sentence why a command cannot do what it was asked for, and what to do.</summary>
internal sealed class ToolException(string message) : Exception(message);
