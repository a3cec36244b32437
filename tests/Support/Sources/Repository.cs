namespace Enterprise.Tests.Support.Sources;

/// <summary>The checked-out repository that the tests were built from.</summary>
public static class Repository
{
    private const string Solution = "Enterprise.sln";

    /// <summary>Its root: the nearest folder above the test's assembly that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The absolute path of something in it.</summary>
    public static string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    private static string FindRoot(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException($"No folder above the tests holds {Solution}.")
        : File.Exists(Path.Combine(folder.FullName, Solution)) ? folder.FullName
        : FindRoot(folder.Parent);
}
