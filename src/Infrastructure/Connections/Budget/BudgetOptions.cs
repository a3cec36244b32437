using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections.Budget;

/// <summary>With how many others this node shares the server; the setting <c>Database:Instances</c>.</summary>
/// <param name="Instances">The nodes with these settings, this one included: 1 to 1000, 1 unless it is said otherwise.</param>
public sealed record BudgetOptions(int Instances)
{
    /// <summary>The share of the server's connections that the product takes at the most.</summary>
    public const double Share = 0.8;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is no number or out of range; the message names it.</exception>
    public static BudgetOptions From(Func<string, string?> setting) =>
        new(setting.WholeNumber("Database:Instances", otherwise: 1, 1, 1000));
}
