using System.Xml.Linq;
using Enterprise.Application.Failures;
using Enterprise.Application.Secrets;
using Enterprise.Infrastructure.Secrets;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Secrets;

/// <summary>What stands in the table of the ring, and what becomes of one that is wrong or not there.</summary>
public sealed class KeyRingStorageTests : IAsyncLifetime
{
    private const string OtherMasterKey = "YW5vdGhlciBtYXN0ZXIga2V5LCBmb3IgYW5vdGhlciBkZXBsb3k=";

    private TestDatabase _database = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_ring_holds_no_key_in_the_clear()
    {
        await using var services = _database.CreateServices();
        services.GetRequiredService<ISecretProtector>().Seal([1], "room");
        await using var connection = await _database.ConnectAsOwnerAsync();

        var row = await connection.AskAsync<string>("SELECT xml FROM data_protection_keys");
        var dump = await connection.AskAsync<string>("SELECT to_json(r)::text FROM data_protection_keys r");

        // The element is decrypted to the real key, so that its absence from the dump means something.
        var encrypted = XElement.Parse(row).Descendants("aes256gcm").ShouldHaveSingleItem().Value;
        var decrypted = services
            .GetRequiredService<KeyRingCipher>()
            .Decrypt(Convert.FromBase64String(encrypted));
        var key = XElement.Parse(decrypted).DescendantsAndSelf("value").ShouldHaveSingleItem().Value;
        var bytes = Convert.FromBase64String(key);
        bytes.Length.ShouldBe(64);
        dump.ShouldNotContain("<masterKey");
        dump.ShouldNotContain(key[..40]);
        dump.ShouldNotContain(Convert.ToHexString(bytes)[..40], Case.Insensitive);
    }

    [Fact]
    public async Task The_decryptor_is_named_without_a_version_so_that_an_older_node_finds_it()
    {
        await using var node = new KeyRingNode(_database);
        node.Seal("secret", "room");
        await using var connection = await _database.ConnectAsOwnerAsync();

        var row = XElement.Parse(await connection.AskAsync<string>("SELECT xml FROM data_protection_keys"));

        row.Descendants()
            .Attributes("decryptorType")
            .Select(name => name.Value)
            .ShouldBe(["Enterprise.Infrastructure.Secrets.KeyRingDecryptor, Enterprise.Infrastructure"]);
    }

    [Fact]
    public async Task Under_another_master_key_nothing_opens()
    {
        await using var node = new KeyRingNode(_database);
        var sealedSecret = node.Seal("secret", "room");
        await using var stranger = new KeyRingNode(
            _database,
            parts => parts.AddSingleton(new MasterKey(OtherMasterKey))
        );

        stranger.Open(sealedSecret, "room").ShouldBeNull();
        stranger.Open(stranger.Seal("mine", "room"), "room").ShouldBe("mine");

        await using var later = new KeyRingNode(_database);
        later.Open(sealedSecret, "room").ShouldBe("secret");
        later.Open(later.Seal("mine", "room"), "room").ShouldBe("mine");
    }

    [Theory]
    [InlineData("UPDATE data_protection_keys SET xml = replace(xml, '<key ', '<key planted=\"yes\" ')")]
    [InlineData("UPDATE data_protection_keys SET xml = 'no XML at all'")]
    [InlineData("UPDATE data_protection_keys SET signature = sha256('a')")]
    public async Task A_key_that_somebody_else_wrote_is_left_out_and_told(string change)
    {
        await using (var node = new KeyRingNode(_database))
        {
            node.Seal("secret", "room");
        }

        await using var connection = await _database.ConnectAsOwnerAsync();
        (await connection.RunAsync(change)).ShouldBe(1);
        using var log = new LogCapture();
        await using var later = new KeyRingNode(_database, parts => parts.AddSingleton<ILoggerFactory>(log));

        later.Open(later.Seal("secret", "room"), "room").ShouldBe("secret");

        log.Text.ShouldContain("was left out");
        (await connection.AskAsync<long>("SELECT count(*) FROM data_protection_keys")).ShouldBe(2);
    }

    [Fact]
    public async Task A_table_that_is_not_there_yet_is_a_database_that_cannot_be_asked_until_it_is()
    {
        await using var connection = await _database.ConnectAsOwnerAsync();
        await connection.RunAsync("ALTER TABLE data_protection_keys RENAME TO hidden");
        await using var node = new KeyRingNode(_database);

        var failure = Should.Throw<DatabaseUnavailableException>(() => node.Seal("secret", "room"));
        failure.OutcomeUnknown.ShouldBeFalse();

        await connection.RunAsync("ALTER TABLE hidden RENAME TO data_protection_keys");
        var sealedSecret = node.Seal("secret", "room");
        node.Open(sealedSecret, "room").ShouldBe("secret");

        await connection.RunAsync("ALTER TABLE data_protection_keys RENAME TO hidden");
        await using var later = new KeyRingNode(_database);
        Should.Throw<DatabaseUnavailableException>(() => later.Open(sealedSecret, "room"));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_database_that_cannot_be_asked()
    {
        await using var node = new KeyRingNode(_database);
        var sealedSecret = node.Seal("secret", "room");
        const string nowhere = "Host=127.0.0.1;Port=1;Database=enterprise;Username=nobody";
        await using var services = TestServices.Create(nowhere, nowhere, _database.Clock);
        var protector = services.GetRequiredService<ISecretProtector>();

        Should.Throw<DatabaseUnavailableException>(() => protector.Open(sealedSecret, "room"));
        Should.Throw<DatabaseUnavailableException>(() => protector.Seal([1], "room"));
        node.Open(sealedSecret, "room").ShouldBe("secret");
    }

    [Fact]
    public async Task A_host_starts_whether_or_not_the_ring_can_be_read()
    {
        await using var connection = await _database.ConnectAsOwnerAsync();
        await connection.RunAsync("ALTER TABLE data_protection_keys RENAME TO hidden");
        using var log = new LogCapture();
        await using var services = _database.CreateServices(configure: parts =>
            parts.AddSingleton<ILoggerFactory>(log)
        );

        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
            await hosted.StopAsync(CancellationToken.None);
        }

        log.Text.ShouldContain("42P01");
    }
}
