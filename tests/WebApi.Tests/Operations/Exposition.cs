using System.Globalization;
using System.Text.RegularExpressions;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>Metrics in Prometheus' text format, taken apart.</summary>
internal sealed partial class Exposition
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    public Exposition(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                Families[words[2]] = words[3];
            }
            else if (!line.StartsWith('#'))
            {
                var sample = Sample().Match(line);
                sample.Success.ShouldBeTrue($"'{line}' is no sample");
                _samples.Add(
                    (
                        sample.Groups["name"].Value,
                        sample.Groups["labels"].Value,
                        double.Parse(
                            sample.Groups["value"].Value.Replace("Inf", "Infinity", StringComparison.Ordinal),
                            CultureInfo.InvariantCulture
                        )
                    )
                );
            }
        }
    }

    /// <summary>The names of the families, with their types.</summary>
    public Dictionary<string, string> Families { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of all series.</summary>
    public IReadOnlySet<string> Names =>
        _samples.Select(sample => sample.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The sum of a series over those whose labels have all of these texts.</summary>
    public double Sum(string name, params string[] labels) =>
        _samples
            .Where(sample =>
                sample.Name.Equals(name, StringComparison.Ordinal)
                && labels.All(label => sample.Labels.Contains(label, StringComparison.Ordinal))
            )
            .Sum(sample => sample.Value);

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>(?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*",?)*)\})? (?<value>\S+)(?: -?\d+)?(?: # .*)?$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sample();
}
