using Enterprise.Architecture.Tests.Rules;
using Enterprise.Infrastructure;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Architecture.Tests;

/// <summary>What the data layer shows is decided, not happened upon: a text file says it line by line.</summary>
public sealed class PublicSurfaceTests
{
    private const string Agreed = "tests/Architecture.Tests/Infrastructure.surface.txt";

    [Fact]
    public void The_infrastructure_shows_what_was_agreed_and_nothing_else()
    {
        var shown = PublicSurface.Of(
            typeof(InfrastructureServices)
                .Assembly.GetExportedTypes()
                .Where(type => !type.Namespace!.EndsWith(".Migrations.Versions", StringComparison.Ordinal))
        );
        var agreed = File.ReadAllLines(Repository.PathOf(Agreed));

        var present = Path.Combine(AppContext.BaseDirectory, "Infrastructure.surface.txt");
        File.WriteAllLines(present, shown);

        shown.ShouldBe(agreed, $"If this is meant: cp {present} {Agreed}");
    }

    [Fact]
    public void A_type_and_a_member_that_are_shown_have_lines_of_their_own()
    {
        var lines = PublicSurface.Of([typeof(Violations.ExposedHandler), typeof(Violations.Ask)]);

        lines.ShouldContain("Enterprise.Architecture.Tests.Violations.Ask");
        lines.ShouldContain(
            "Enterprise.Architecture.Tests.Violations.ExposedHandler.Handle(Ask, CancellationToken) → Task<Int32>"
        );
    }

    [Fact]
    public void What_is_internal_has_none() =>
        PublicSurface.Of([typeof(Violations.Unsealed), typeof(Violations.Child)]).ShouldBeEmpty();
}
