using System.Text.RegularExpressions;

namespace Enterprise.Architecture.Tests.Rules;

/// <summary>How source files lie in their folders; each rule gives the paths of those that break it.</summary>
internal static partial class SourceRules
{
    /// <summary>The most lines a file may have.</summary>
    public const int MaxLines = 300;

    /// <summary>The C# files that somebody wrote, by their paths under a root.</summary>
    public static IReadOnlyDictionary<string, string> Read(string root, params string[] folders) =>
        folders
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(file => !Generated().IsMatch(file.Path))
            .ToDictionary(file => file.Path, file => File.ReadAllText(file.File), StringComparer.Ordinal);

    /// <summary>Files that are too long to be about one thing.</summary>
    public static IReadOnlyList<string> LongFiles(IReadOnlyDictionary<string, string> files) =>
        [
            .. files
                .Where(file => file.Value.Count(character => character is '\n') > MaxLines)
                .Select(file => file.Key),
        ];

    /// <summary>Test classes whose <c>DisposeAsync</c> the second version of xunit does not call.</summary>
    public static IReadOnlyList<string> TestsThatNobodyDisposes(IReadOnlyDictionary<string, string> files) =>
        [.. files.Where(file => NeverDisposed().IsMatch(file.Value)).Select(file => file.Key)];

    /// <summary>A file's namespace is the project's followed by its folders: one name finds a room everywhere.</summary>
    /// <param name="files">Texts by paths such as <c>src/Domain/Trips/Trip.cs</c>.</param>
    /// <param name="rootNamespaces">The namespace of a project by its folder, such as <c>src/Domain</c>.</param>
    public static IReadOnlyList<string> FilesInForeignNamespaces(
        IReadOnlyDictionary<string, string> files,
        IReadOnlyDictionary<string, string> rootNamespaces
    ) =>
        [
            .. files
                .Where(file =>
                    Namespace().Match(file.Value) is { Success: true } match
                    && !match
                        .Groups["name"]
                        .Value.Equals(Expected(file.Key, rootNamespaces), StringComparison.Ordinal)
                )
                .Select(file => file.Key),
        ];

    /// <summary>Project files that the solution does not build.</summary>
    public static IReadOnlyList<string> ProjectsOutsideOf(string solution, IEnumerable<string> projects) =>
        [
            .. projects.Where(project =>
                !solution.Contains($"\"{project.Replace('/', '\\')}\"", StringComparison.Ordinal)
            ),
        ];

    private static string Expected(string path, IReadOnlyDictionary<string, string> rootNamespaces)
    {
        var parts = path.Split('/');
        var project = string.Join('/', parts.Take(2));

        return string.Join('.', parts[2..^1].Prepend(rootNamespaces[project]));
    }

    [GeneratedRegex(
        @"class \w+Tests\b(?![^{]*\bIAsyncLifetime\b)[^{]*\bIAsyncDisposable\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NeverDisposed();

    [GeneratedRegex(@"(^|/)(bin|obj)/|/Migrations/Versions/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generated();

    [GeneratedRegex(
        @"^namespace (?<name>[\w.]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Namespace();
}
