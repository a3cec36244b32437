using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Isolation.Switches;
using Enterprise.WebApi.Tests.Kestrel;
using Enterprise.WebApi.Tests.OpenApi;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>An installation in which some of what isolates users is off, and what one of them then gets of another.</summary>
/// <param name="hasConditions">Whether the service's SQL keeps its ownership conditions.</param>
/// <param name="hasPolicies">Whether the tables keep their policies.</param>
public abstract class IsolationRun(bool hasConditions, bool hasPolicies) : IAsyncLifetime
{
    private readonly StatementRecord _statements = new();
    private OwnPostgres _server = null!;
    private RewritingProxy _proxy = null!;

    /// <summary>The installation, as the attack has left it.</summary>
    internal Installation Installation { get; private set; } = null!;

    /// <summary>What the service said to the server, where its conditions were taken out.</summary>
    internal StatementRecord Statements => _statements;

    /// <summary>All that the attacker has got.</summary>
    internal IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The operations of the service's own document.</summary>
    internal IReadOnlyList<Operation> Operations { get; private set; } = [];

    /// <summary>The tables that had policies during the attack.</summary>
    public IReadOnlyList<string> ProtectedTables { get; private set; } = [];

    /// <summary>The tables whose rows have an owner.</summary>
    public IReadOnlyList<string> OwnedTables { get; private set; } = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await OwnPostgres.CreateAsync();
        _proxy = RewritingProxy.Before(_server.Admin.Host!, _server.Admin.Port, _statements.Rewrite);
        Installation = await Installation.OnAsync(
            _server,
            hasConditions ? way => way : ByProxy,
            // Machines on which all tests run at once are slow.
            ("Database__RequestBudget", "30"),
            ("Database__CommandTimeout", "20")
        );
        await using var superuser = await Installation.OpenAsSuperuserAsync();

        if (!hasPolicies)
        {
            await superuser.TurnPoliciesOffAsync();
        }

        ProtectedTables = await superuser.ProtectedTablesAsync();
        OwnedTables = await superuser.TablesWithOwnerAsync();
        Operations = Operation.AllOf((await Installation.User.GetAsync(Paths.OpenApi)).ShouldBe(200).Json);
        var admin = Installation.Admin;
        var victim = await Person.CreateAsync(admin, superuser, "victim-of-others");
        var attacker = await Person.CreateAsync(admin, superuser, "attacker-of-others");
        Findings = await new Raid(victim, attacker, admin, superuser).RunAsync(Operations);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Installation.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    private NpgsqlConnectionStringBuilder ByProxy(NpgsqlConnectionStringBuilder way)
    {
        (way.Host, way.Port, way.SslMode) = ("127.0.0.1", _proxy.Port, SslMode.Disable);

        return way;
    }
}

/// <summary>Nothing but the policies isolates.</summary>
public sealed class PoliciesAlone() : IsolationRun(hasConditions: false, hasPolicies: true);

/// <summary>Nothing but the service's own SQL isolates.</summary>
public sealed class CodeAlone() : IsolationRun(hasConditions: true, hasPolicies: false);

/// <summary>Nothing isolates.</summary>
public sealed class NeitherOfBoth() : IsolationRun(hasConditions: false, hasPolicies: false);
