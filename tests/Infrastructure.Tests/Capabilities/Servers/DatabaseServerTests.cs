using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Tests.Capabilities.Servers;

/// <summary>A server is known by its own answer, and by the words of a setting.</summary>
public sealed class DatabaseServerTests
{
    [Theory]
    [InlineData("17.11 (Debian 17.11-1.pgdg13+1)", 17, 11, 0)]
    [InlineData("15.18", 15, 18, 0)]
    [InlineData("18rc1", 18, 0, 0)]
    [InlineData("19devel", 19, 0, 0)]
    [InlineData("9.6.24", 9, 6, 24)]
    [InlineData("10.11.18-MariaDB-0+deb12u1", 10, 11, 18)]
    [InlineData("5.5.5-10.11.6-MariaDB-log", 10, 11, 6)]
    [InlineData("8.0.36-0ubuntu0.22.04.1", 8, 0, 36)]
    [InlineData("PgBouncer 1.24.1", 1, 24, 1)]
    public void A_version_is_read_from_what_servers_say(string text, int major, int minor, int patch) =>
        ServerVersion.Parse(text).ShouldBe(new ServerVersion(major, minor, patch));

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("v")]
    public void A_text_without_a_version_is_refused(string text) =>
        Should.Throw<FormatException>(() => ServerVersion.Parse(text)).Message.ShouldContain($"'{text}'");

    [Theory]
    [InlineData(
        "PostgreSQL 17.11 (Debian 17.11-1) on x86_64-pc-linux-gnu, compiled by gcc 14.2.0",
        "PostgreSQL 17.11"
    )]
    [InlineData("10.11.18-MariaDB-0+deb12u1", "MariaDB 10.11.18")]
    [InlineData("8.0.36", "MySQL 8.0.36")]
    [InlineData("8.4.2-log", "MySQL 8.4.2")]
    public void An_answer_says_whose_server_it_is(string answer, string server) =>
        DatabaseServer.FromAnswer(answer).ToString().ShouldBe(server);

    [Theory]
    [InlineData("postgresql 15", "PostgreSQL 15")]
    [InlineData(" Postgres  17.2 ", "PostgreSQL 17.2")]
    [InlineData("mariadb 10.11", "MariaDB 10.11")]
    [InlineData("MySQL 8.0.36", "MySQL 8.0.36")]
    [InlineData(
        "postgresql 17 behind pgbouncer-transaction 1.24.1",
        "PostgreSQL 17 behind PgBouncer 1.24.1 in transaction mode"
    )]
    [InlineData("postgresql 17 behind supavisor-session", "PostgreSQL 17 behind Supavisor in session mode")]
    public void A_setting_names_a_server_and_what_stands_before_it(string setting, string server) =>
        DatabaseServer.Parse(setting).ToString().ShouldBe(server);

    [Theory]
    [InlineData("postgresql", "write postgresql, mysql or mariadb, and its version after it")]
    [InlineData("oracle 19", "write postgresql, mysql or mariadb, and its version after it")]
    [InlineData("postgresql new", "There is no version in 'new'")]
    [InlineData("postgresql 17 behind odyssey", "'odyssey' is no pooler")]
    [InlineData("postgresql 17 behind pgbouncer-transaction 1.24 mostly", "is no pooler")]
    public void A_setting_that_names_none_is_refused_with_what_to_write(string setting, string sentence) =>
        Should.Throw<FormatException>(() => DatabaseServer.Parse(setting)).Message.ShouldContain(sentence);

    [Theory]
    [InlineData(8, 0, 16, true)]
    [InlineData(8, 1, 0, true)]
    [InlineData(9, 0, 0, true)]
    [InlineData(8, 0, 15, false)]
    [InlineData(7, 9, 99, false)]
    public void A_version_is_compared_by_its_numbers(int major, int minor, int patch, bool isLater) =>
        new ServerVersion(major, minor, patch).IsAtLeast(new ServerVersion(8, 0, 16)).ShouldBe(isLater);
}
