using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Requirements;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Tests.Capabilities.Requirements;

/// <summary>What a model and migrations need is held against a server while they are designed.</summary>
public sealed class ModelRequirementTests
{
    [Fact]
    public void What_PostgreSQL_15_lacks_is_said_of_the_part_that_needs_it() =>
        Cellars
            .Lacking("postgresql 15")
            .ShouldBe([
                "The column wines.Label needs VirtualGeneratedColumns, but PostgreSQL has it since version 18, "
                    + "and this is 15: upgrade the server, or do without it.",
                $"The name {Cellars.LongName} is longer than the 63 that PostgreSQL 15 takes: shorten it.",
            ]);

    [Fact]
    public void A_later_server_lacks_less_and_an_earlier_one_more()
    {
        Cellars.Lacking("postgresql 18").ShouldHaveSingleItem().ShouldContain("63");
        Cellars.Lacking("postgresql 14").ShouldContain(line => line.Contains("needs NullsNotDistinct"));
    }

    [Fact]
    public void What_was_declared_is_held_against_the_pooler_too() =>
        Cellars
            .Lacking("postgresql 18 behind pgbouncer-transaction 1.24")
            .ShouldContain(line =>
                line.StartsWith("The column wines.Cellar needs Listen, but it does not outlast")
            );

    [Fact]
    public void Another_product_lacks_types_and_lengths()
    {
        var lacking = Cellars.Lacking("mysql 8.0.36");

        string[] expected =
        [
            "The column wines.Aged is of the type interval, of which MySQL 8.0.36 has no equivalent",
            "The column wines.Name is of the type character varying(20000), of which MySQL 8.0.36 has no equivalent",
            "The sequence labels needs Sequences, but MySQL has it in no version",
            "The index ix_names needs PartialIndexes",
            "The index ix_names needs CoveringIndexes",
        ];
        expected.ShouldAllBe(sentence => lacking.Any(line => line.StartsWith(sentence)));
        lacking.ShouldNotContain(line => line.Contains("Partitioning") || line.Contains("AutoIncrement"));
    }

    [Fact]
    public void The_products_own_model_lacks_nothing_on_the_oldest_server() =>
        RequirementCheck.OfModel(Model(), DatabaseServer.Oldest).ShouldBeEmpty();

    [Fact]
    public void The_products_own_model_needs_vectors() =>
        RequirementCheck
            .OfModel(Model(), DatabaseServer.Oldest with { Extensions = [] })
            .ShouldHaveSingleItem()
            .ShouldStartWith(
                "The column destinations.embedding needs Vector, but PostgreSQL has it by the extension vector"
            );

    [Fact]
    public void Migrations_declare_what_they_need() =>
        RequirementCheck
            .OfMigrations([typeof(AddPlaces), typeof(AddNames)], DatabaseServer.Oldest)
            .ShouldBe([
                "The migration AddPlaces needs UuidVersion7, but PostgreSQL has it since version 18, and this is "
                    + "15: upgrade the server, or do without it.",
            ]);

    [Fact]
    public void The_target_is_the_oldest_server_unless_a_setting_says_another()
    {
        TargetServer.From(_ => null).ShouldBe(DatabaseServer.Oldest);
        TargetServer.From(_ => "mariadb 10.11").ToString().ShouldBe("MariaDB 10.11");
        Should
            .Throw<InvalidSettingException>(() => TargetServer.From(_ => "db2 11"))
            .Message.ShouldBe(
                "The setting Database__TargetServer is wrong: 'db2 11' is no server: write postgresql, mysql or "
                    + "mariadb, and its version after it."
            );
    }

    private static IModel Model()
    {
        using var context = DesignTimeContextFactory.Create(_ => null, TextWriter.Null);

        return context.GetService<IDesignTimeModel>().Model;
    }

    [RequiresCapability(Capability.Merge, Capability.UuidVersion7)]
    private sealed class AddPlaces;

    private sealed class AddNames;
}
