using System.CommandLine;
using Enterprise.Runner.Scenarios;
using Enterprise.Runner.Servers;

namespace Enterprise.Runner;

/// <summary>The command line of the bench.</summary>
internal sealed class BenchOptions
{
    private const int DefaultConnections = 64;

    public Option<string> Ours { get; } = Required("--ours", "The assembly of the service");

    public Option<string> Rival { get; } = Required("--rival", "The assembly that it is compared with");

    public Option<string> Logs { get; } = Required("--logs", "The folder for what the two print");

    public Option<string> Results { get; } =
        Required("--results", "The folder for latest.json and latest.svg");

    public Option<string> Commit { get; } = Required("--commit", "What is measured, for the report");

    public Option<bool> Quick { get; } =
        new("--quick") { Description = "2 rounds of 3 s instead of 5 of 6 s" };

    public Option<string?> Only { get; } =
        new("--only") { Description = "One of: get, list, search, post, popular" };

    public Option<int?> Rounds { get; } = new("--rounds") { Description = "How many rounds" };

    public Option<double?> Seconds { get; } =
        new("--seconds") { Description = "How many seconds a turn takes" };

    public Option<int> Connections { get; } =
        new("--connections")
        {
            Description = "Over how many connections",
            DefaultValueFactory = _ => DefaultConnections,
        };

    public Option<string[]> OursWith { get; } = With("--ours-with", "A variable for the service, NAME=VALUE");

    public Option<string[]> RivalWith { get; } = With("--rival-with", "A variable for the rival, NAME=VALUE");

    public Option<bool> Policies { get; } =
        new("--policies")
        {
            Description =
                "The rival is the service itself on the copy of the database without row-level security",
        };

    public Option<bool> Itself { get; } =
        new("--itself") { Description = "The rival is the service itself, with settings of its own" };

    public Option<bool> Recall { get; } =
        new("--recall") { Description = "Measures the search by meaning instead, without any server" };

    public BenchOptions() => Only.AcceptOnlyFromAmong("get", "list", "search", "post", "popular");

    public void AddTo(Command command)
    {
        Option[] all =
        [
            Ours,
            Rival,
            Logs,
            Results,
            Commit,
            Quick,
            Only,
            Rounds,
            Seconds,
            Connections,
            OursWith,
            RivalWith,
            Policies,
            Itself,
            Recall,
        ];

        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public IReadOnlyList<Scenario> ScenariosOf(ParseResult given, Travellers travellers)
    {
        var only = given.GetValue(Only);

        return
        [
            .. Scenario
                .All(travellers)
                .Append(Scenario.Cached(travellers))
                .Where(scenario =>
                    only is null
                        ? scenario.Name is not "popular"
                        : string.Equals(scenario.Name, only, StringComparison.Ordinal)
                ),
        ];
    }

    public Pace PaceOf(ParseResult given)
    {
        var (rounds, seconds) = given.GetValue(Quick) ? (2, 3.0) : (5, 6.0);

        return new Pace(
            given.GetValue(Rounds) ?? rounds,
            TimeSpan.FromSeconds(given.GetValue(Seconds) ?? seconds),
            TimeSpan.FromSeconds(5),
            given.GetValue(Connections)
        );
    }

    public ServerCommand ServerOf(
        ParseResult given,
        string name,
        Option<string> assembly,
        Option<string[]> with
    ) =>
        new(
            given.GetRequiredValue(assembly),
            Path.Combine(given.GetRequiredValue(Logs), $"{name}.log"),
            (given.GetValue(with) ?? [])
                .Select(setting => setting.Split('=', 2))
                .ToDictionary(parts => parts[0], parts => parts[^1], StringComparer.Ordinal)
        );

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, Required = true };

    private static Option<string[]> With(string name, string description) =>
        new(name) { Description = description };
}
