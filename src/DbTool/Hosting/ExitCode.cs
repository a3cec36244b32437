namespace Enterprise.DbTool.Hosting;

/// <summary>How a command ends, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for is done, or there was nothing to do.</summary>
    public const int Done = 0;

    /// <summary>It failed; the error stream says of what, and what to do next.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>It looked, and found something that is not as it should be.</summary>
    public const int Found = 3;

    /// <summary>The same as the help shows it.</summary>
    public const string Help = """
        Exit codes:
          0  done, or nothing to do
          1  failed; the error stream says of what, and what to do next
          2  the command line was not understood
          3  looked and found something (verify, lint, status --check, doctor, recall)
        """;
}
