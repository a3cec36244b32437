using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Tests.Capabilities;

/// <summary>What the matrix says of servers that cannot be installed everywhere, and how it says why not.</summary>
public sealed class CapabilityMatrixTests
{
    [Theory]
    [InlineData("postgresql 14.9", nameof(Capability.Merge), false)]
    [InlineData("postgresql 15", nameof(Capability.Merge), true)]
    [InlineData("postgresql 15.9", nameof(Capability.IoStatistics), false)]
    [InlineData("postgresql 16", nameof(Capability.IoStatistics), true)]
    [InlineData("postgresql 16.4", nameof(Capability.MergeReturning), false)]
    [InlineData("postgresql 17.11", nameof(Capability.MergeReturning), true)]
    [InlineData("postgresql 17.11", nameof(Capability.UuidVersion7), false)]
    [InlineData("postgresql 18", nameof(Capability.UuidVersion7), true)]
    [InlineData("postgresql 18", nameof(Capability.VirtualGeneratedColumns), true)]
    [InlineData("mysql 8.0.15", nameof(Capability.CheckConstraints), false)]
    [InlineData("mysql 8.0.16", nameof(Capability.CheckConstraints), true)]
    [InlineData("mysql 8.4", nameof(Capability.TransactionalDdl), false)]
    [InlineData("mysql 9.0", nameof(Capability.Vector), false)]
    [InlineData("mariadb 10.11", nameof(Capability.Vector), false)]
    [InlineData("mariadb 11.7", nameof(Capability.Vector), true)]
    [InlineData("mariadb 10.11", nameof(Capability.Sequences), true)]
    public void A_capability_comes_with_a_version_of_a_product(
        string server,
        string capability,
        bool capable
    ) =>
        CapabilityMatrix
            .IsCapable(DatabaseServer.Parse(server), Enum.Parse<Capability>(capability))
            .ShouldBe(capable);

    [Theory]
    [InlineData("supavisor-transaction", nameof(Capability.PreparedStatements), false)]
    [InlineData("supavisor-transaction", nameof(Capability.Listen), false)]
    [InlineData("supavisor-session", nameof(Capability.Listen), true)]
    [InlineData("pgbouncer-transaction 1.20", nameof(Capability.PreparedStatements), false)]
    [InlineData("pgbouncer-transaction 1.21", nameof(Capability.PreparedStatements), true)]
    [InlineData("pgbouncer-transaction", nameof(Capability.PreparedStatements), false)]
    [InlineData("pgbouncer-session", nameof(Capability.PreparedStatements), true)]
    [InlineData("pgbouncer-transaction 1.24", nameof(Capability.TransactionAdvisoryLocks), true)]
    [InlineData("pgbouncer-transaction 1.24", nameof(Capability.UuidVersion7), false)]
    public void A_pooler_lets_through_what_it_keeps(string pooler, string capability, bool capable) =>
        CapabilityMatrix
            .IsCapable(
                DatabaseServer.Parse($"postgresql 17 behind {pooler}"),
                Enum.Parse<Capability>(capability)
            )
            .ShouldBe(capable);

    [Theory]
    [InlineData(
        "mariadb 10.11",
        nameof(Capability.Vector),
        "MariaDB has it since version 11.7, and this is 10.11: upgrade the server, or do without it."
    )]
    [InlineData(
        "mysql 8.0",
        nameof(Capability.TransactionalDdl),
        "MySQL has it in no version: do without it, or take PostgreSQL."
    )]
    [InlineData(
        "mysql 8.0",
        nameof(Capability.Vector),
        "MySQL has it in no version: do without it, or take PostgreSQL 13 or MariaDB 11.7."
    )]
    [InlineData(
        "postgresql 17 behind pgbouncer-transaction 1.24",
        nameof(Capability.Listen),
        "it does not outlast PgBouncer 1.24 in transaction mode: go past it, by ConnectionStrings__Direct or ConnectionStrings__Session."
    )]
    [InlineData(
        "postgresql 17 behind pgbouncer-transaction",
        nameof(Capability.PreparedStatements),
        "it does not outlast PgBouncer in transaction mode: take version 1.21 or later, and say which it is."
    )]
    public void What_is_lacking_is_said_with_what_helps(string server, string capability, string sentence) =>
        CapabilityMatrix
            .WhyNot(DatabaseServer.Parse(server), Enum.Parse<Capability>(capability))
            .ShouldBe(sentence);

    [Fact]
    public void An_extension_counts_as_there_until_somebody_has_looked()
    {
        var unseen = DatabaseServer.Parse("postgresql 17");

        CapabilityMatrix.IsCapable(unseen, Capability.Vector).ShouldBeTrue();
        CapabilityMatrix.IsCapable(unseen with { Extensions = ["vector"] }, Capability.Vector).ShouldBeTrue();
        CapabilityMatrix
            .IsCapable(unseen with { Extensions = ["hstore"] }, Capability.Vector)
            .ShouldBeFalse();
    }

    [Fact]
    public void A_report_has_every_capability_once()
    {
        var report = CapabilityMatrix.Report(DatabaseServer.Oldest);

        report.Select(row => row.Capability).ShouldBe(Enum.GetValues<Capability>());
        report.Single(row => row.Capability is Capability.Merge).WhyNot.ShouldBeNull();
        report.Single(row => row.Capability is Capability.MergeReturning).WhyNot.ShouldNotBeNull();
    }
}
