using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Secrets;

/// <summary>Nodes that share a database share its keys, whenever a key was made and by whom.</summary>
public sealed class KeyRingRotationTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private KeyRingNode _first = null!;
    private KeyRingNode _second = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        (_first, _second) = (new KeyRingNode(_database), new KeyRingNode(_database));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_seals_the_other_opens_and_so_does_one_that_starts_later()
    {
        var sealedSecret = _first.Seal("secret", "room");

        _second.Open(sealedSecret, "room").ShouldBe("secret");
        await using var later = new KeyRingNode(_database);
        later.Open(sealedSecret, "room").ShouldBe("secret");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task After_a_rotation_old_and_new_seals_open_on_every_node()
    {
        var old = _first.Seal("old", "room");
        _second.Open(old, "room").ShouldBe("old");

        var keyId = _first.Rotate();
        var renewed = await SealedUnderAsync(_first, keyId);

        _first.Open(old, "room").ShouldBe("old");
        _first.Open(renewed, "room").ShouldBe("renewed");
        // This node has its ring in memory, from before the rotation.
        _second.Open(old, "room").ShouldBe("old");
        _second.Open(renewed, "room").ShouldBe("renewed");
        _second.Open(renewed, "other").ShouldBeNull();
        await using var later = new KeyRingNode(_database);
        later.Open(old, "room").ShouldBe("old");
        later.Open(renewed, "room").ShouldBe("renewed");
        KeyOf(later.Seal("secret", "room")).ShouldBe(keyId);
        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public void A_ring_that_was_read_before_a_rotation_finds_the_key_that_came_after()
    {
        var before = _second.Ring;

        var keyId = _first.Rotate();

        before.GetAuthenticatedEncryptorByKeyId(keyId, out var isRevoked).ShouldNotBeNull();
        isRevoked.ShouldBeFalse();
        before.GetAuthenticatedEncryptorByKeyId(Guid.AllBitsSet, out _).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_revoked_key_has_sealed_opens_no_more()
    {
        var sealedSecret = _first.Seal("secret", "room");

        _second.Keys.RevokeKey(KeyOf(sealedSecret), "it leaked");

        await using var later = new KeyRingNode(_database);
        later.Open(sealedSecret, "room").ShouldBeNull();
        later.Open(later.Seal("another", "room"), "room").ShouldBe("another");
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_ring_open_each_others_seals()
    {
        KeyRingNode[] nodes = [.. Enumerable.Range(0, 8).Select(_ => new KeyRingNode(_database))];

        var seals = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Seal("secret", "room"))));

        foreach (var node in nodes)
        {
            seals
                .Select(sealedSecret => node.Open(sealedSecret, "room"))
                .ShouldAllBe(text => text == "secret");
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>The key that something was sealed under: Data Protection writes its id behind a mark of 4 bytes.</summary>
    private static Guid KeyOf(byte[] sealedSecret) => new(sealedSecret.AsSpan(4, 16));

    /// <summary>Seals until the new key is the one in use, for the ring is renewed in the background.</summary>
    private static async Task<byte[]> SealedUnderAsync(KeyRingNode node, Guid keyId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (true)
        {
            var sealedSecret = node.Seal("renewed", "room");

            if (KeyOf(sealedSecret) == keyId)
            {
                return sealedSecret;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    private async Task<long> CountAsync()
    {
        await using var connection = await _database.ConnectAsAppAsync();

        return await connection.AskAsync<long>("SELECT count(*) FROM data_protection_keys");
    }
}
