using System.Security.Cryptography;
using System.Text;
using Enterprise.Infrastructure.Connections;
using Npgsql;
using StackExchange.Redis;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>How keys are called: of one database and one build of the code, and all in one slot of a cluster.</summary>
internal sealed class SecondLevelKeys
{
    private const int LongestName = 200;

    private readonly string _prefix;

    public SecondLevelKeys(ConnectionStrings connections)
    {
        _prefix = $"enterprise:{{{Identity(connections.Direct)}}}";
        Witness = $"{_prefix}:node:{RandomNumberGenerator.GetHexString(32)}";
    }

    /// <summary>The generation of everything.</summary>
    public RedisKey Everything => $"{_prefix}:all";

    /// <summary>What this node has written last.</summary>
    public RedisKey Witness { get; }

    /// <summary>The generation of a tag.</summary>
    public RedisKey Generation(string tag) => $"{_prefix}:tag:{tag}";

    /// <summary>An answer.</summary>
    public string Answer(string key) => $"{_prefix}:answer:{(key.Length > LongestName ? Hash(key) : key)}";

    private static string Identity(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var builds =
            $"{typeof(QueryCache).Module.ModuleVersionId}/{typeof(Application.Caching.CachedJson).Module.ModuleVersionId}";

        return Hash($"{database.Host}/{database.Port}/{database.Database}/{builds}")[..32];
    }

    private static string Hash(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
