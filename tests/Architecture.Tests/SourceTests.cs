using Enterprise.Architecture.Tests.Rules;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Architecture.Tests;

/// <summary>How the sources lie in their folders, and that each rule reports what breaks it.</summary>
public sealed class SourceTests
{
    private static readonly string[] Folders = ["src", "tests", "bench"];

    private const string Long = "src/Domain/Long.cs";

    private static readonly IReadOnlyDictionary<string, string> Files = SourceRules.Read(
        Repository.Root,
        "src",
        "tests"
    );

    /// <summary>The projects by their folders; most are named after them.</summary>
    private static readonly Dictionary<string, string> RootNamespaces = Projects()
        .Select(project => project[..project.LastIndexOf('/')])
        .ToDictionary(
            folder => folder,
            folder =>
                folder is "tests/Support"
                    ? "Enterprise.Tests.Support"
                    : $"Enterprise.{folder.Split('/')[^1]}",
            StringComparer.Ordinal
        );

    [Fact]
    public void Every_file_lies_in_the_folder_of_its_namespace()
    {
        Files.Count.ShouldBeGreaterThan(100);
        SourceRules
            .FilesInForeignNamespaces(Files, RootNamespaces)
            .ShouldBe(["tests/Architecture.Tests/Violations/DeliberateViolations.cs"]);
    }

    [Fact]
    public void A_file_in_a_foreign_folder_is_reported()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["src/Domain/Trips/Trip.cs"] = "namespace Enterprise.Domain.Trips;",
            ["src/Domain/Trips/User.cs"] = "namespace Enterprise.Domain.Users;",
        };

        SourceRules.FilesInForeignNamespaces(files, RootNamespaces).ShouldBe(["src/Domain/Trips/User.cs"]);
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() => SourceRules.LongFiles(Files).ShouldBeEmpty();

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void A_file_that_is_longer_is_reported(int lines, bool reported) =>
        SourceRules
            .LongFiles(
                new Dictionary<string, string>(StringComparer.Ordinal) { [Long] = new string('\n', lines) }
            )
            .ShouldBe(reported ? [Long] : []);

    [Fact]
    public void No_test_waits_for_a_DisposeAsync_that_never_comes() =>
        SourceRules.TestsThatNobodyDisposes(Files).ShouldBeEmpty();

    [Theory]
    [InlineData("IAsyncDisposable", true)]
    [InlineData("IAsyncLifetime, IAsyncDisposable", false)]
    [InlineData("IDisposedTests", false)]
    public void A_test_that_nobody_disposes_is_reported(string kind, bool reported) =>
        SourceRules
            .TestsThatNobodyDisposes(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [Long] = $"public sealed class LongTests(Pair pair) : {kind}\n{{",
                }
            )
            .ShouldBe(reported ? [Long] : []);

    [Fact]
    public void The_solution_builds_every_project()
    {
        Projects()
            .Count(project => project.EndsWith(".Tests.csproj", StringComparison.Ordinal))
            .ShouldBeGreaterThan(3);
        SourceRules.ProjectsOutsideOf(Solution(), Projects()).ShouldBeEmpty();
    }

    [Fact]
    public void A_project_that_the_solution_leaves_out_is_reported() =>
        SourceRules
            .ProjectsOutsideOf(Solution(), ["src/Domain/Domain.csproj", "tests/Lost.Tests/Lost.Tests.csproj"])
            .ShouldBe(["tests/Lost.Tests/Lost.Tests.csproj"]);

    private static string Solution() => File.ReadAllText(Repository.PathOf("Enterprise.sln"));

    private static IReadOnlyList<string> Projects() =>
        [
            .. Folders
                .Select(Repository.PathOf)
                .Where(Directory.Exists)
                .SelectMany(folder =>
                    Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
                )
                .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')),
        ];
}
