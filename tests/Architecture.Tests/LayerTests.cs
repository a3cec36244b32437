using System.Reflection;
using Enterprise.Application;
using Enterprise.Architecture.Tests.Rules;
using Enterprise.Domain.Trips;
using Enterprise.Infrastructure;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Architecture.Tests;

/// <summary>Every layer knows those below it and nothing else.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Trip).Assembly;
    private static readonly Assembly Application = typeof(ApplicationServices).Assembly;
    private static readonly Assembly Infrastructure = typeof(InfrastructureServices).Assembly;

    /// <summary>This very assembly uses it, so that the rule has something to report.</summary>
    private static readonly Type Caller = typeof(HttpClient);

    /// <summary>What could go to an address; the driver alone goes to the database's.</summary>
    private static readonly string[] Outgoing =
    [
        "ClientWebSocket",
        "HttpClient",
        "HttpMessageInvoker",
        "HttpWebRequest",
        "SmtpClient",
        "Socket",
        "TcpClient",
        "UdpClient",
        "WebClient",
        "WebRequest",
    ];

    private const string DataProtection = " Microsoft.AspNetCore.DataProtection";

    [Fact]
    public void The_domain_knows_nothing_but_the_language() =>
        LayerRules
            .ForbiddenReferences(
                Domain,
                "Enterprise",
                "Microsoft",
                "Npgsql",
                "MediatR",
                "FluentValidation",
                "Polly"
            )
            .ShouldBeEmpty();

    [Fact]
    public void The_application_knows_neither_the_database_nor_the_web() =>
        LayerRules
            .ForbiddenReferences(
                Application,
                "Enterprise.Infrastructure",
                "Enterprise.WebApi",
                "Npgsql",
                "Polly",
                "Microsoft.AspNetCore",
                "Microsoft.EntityFrameworkCore.Relational"
            )
            .ShouldBeEmpty();

    /// <remarks>Of ASP.NET Core it knows what is none of the web: the library that seals secrets.</remarks>
    [Fact]
    public void The_infrastructure_does_not_know_its_hosts() =>
        LayerRules
            .ForbiddenReferences(Infrastructure, "Enterprise.WebApi", "db", "Microsoft.AspNetCore")
            .Where(reference => !reference.Contains(DataProtection, StringComparison.Ordinal))
            .ShouldBeEmpty();

    /// <remarks>Who names an address to the service cannot have it go there.</remarks>
    [Fact]
    public void Nothing_calls_out_but_to_the_embedding_service_of_the_settings()
    {
        new[] { Domain, Application, typeof(Program).Assembly }
            .SelectMany(layer => LayerRules.UsedTypes(layer, Outgoing))
            .ShouldBeEmpty();
        LayerRules
            .UsedTypes(Infrastructure, Outgoing)
            .ShouldBe(
                [
                    "Enterprise.Infrastructure uses HttpClient",
                    "Enterprise.Infrastructure uses HttpMessageInvoker",
                ],
                ignoreOrder: true
            );
        SourceRules
            .Read(Repository.Root, "src")
            .Where(file => file.Value.Contains(Caller.Name, StringComparison.Ordinal))
            .Select(file => file.Key)
            .ShouldBe(["src/Infrastructure/Vectors/Embeddings/OpenAiGenerator.cs"]);
    }

    [Fact]
    public void A_type_that_calls_out_is_reported() =>
        LayerRules
            .UsedTypes(typeof(LayerTests).Assembly, Caller.Name)
            .ShouldHaveSingleItem()
            .ShouldContain(Caller.Name);

    [Fact]
    public void A_reference_that_is_forbidden_is_reported()
    {
        LayerRules
            .ForbiddenReferences(Infrastructure, "Npgsql")
            .ShouldContain("Enterprise.Infrastructure references Npgsql");
        LayerRules
            .ForbiddenReferences(typeof(LayerTests).Assembly, "Enterprise.Infra")
            .ShouldBe(["Enterprise.Architecture.Tests references Enterprise.Infrastructure"]);
    }
}
