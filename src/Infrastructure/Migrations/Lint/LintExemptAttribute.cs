namespace Enterprise.Infrastructure.Migrations.Lint;

/// <summary>Says of a migration that one rule's danger is none here, and why.</summary>
/// <param name="rule">The rule's name, as <c>db lint</c> shows it.</param>
/// <param name="reason">Why, such as "the table has a hundred rows".</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LintExemptAttribute(string rule, string reason) : Attribute
{
    /// <summary>The rule's name.</summary>
    public string Rule { get; } = rule;

    /// <summary>Why it does not apply.</summary>
    public string Reason { get; } = reason;
}
