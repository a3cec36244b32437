namespace Enterprise.Infrastructure.Migrations.Lint;

/// <summary>Something dangerous in a migration.</summary>
/// <param name="Migration">The migration's id.</param>
/// <param name="Rule">The rule's name, by which a migration can be exempted.</param>
/// <param name="Danger">What would happen.</param>
/// <param name="SafeWay">How to do it instead.</param>
public sealed record LintFinding(string Migration, string Rule, string Danger, string SafeWay);
