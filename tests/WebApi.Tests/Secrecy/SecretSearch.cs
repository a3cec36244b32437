using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Enterprise.WebApi.Tests.Secrecy;

/// <summary>Looks for thousands of secrets at once, whatever the case of their letters.</summary>
/// <remarks>
/// Rabin and Karp's way: a rolling hash of the last <see cref="SuiteSecrets.MinLength"/> bytes is compared with those
/// of the secrets' first ones. A pass costs the same for one secret as for a hundred thousand.
/// </remarks>
internal sealed class SecretSearch
{
    private const int Window = SuiteSecrets.MinLength;
    private const int FilterBits = 22;
    private const int ChunkBytes = 1 << 20;
    private const int LineBytes = 300;
    private const ulong Base = 0x100000001b3;

    private static readonly ulong Leaving = Enumerable
        .Range(0, Window)
        .Aggregate(1UL, (power, _) => power * Base);

    private readonly Dictionary<ulong, List<(byte[] Secret, string Kind)>> _secrets = [];
    private readonly bool[] _filter = new bool[1 << FilterBits];
    private readonly int _longest;

    public SecretSearch(SuiteSecrets secrets)
    {
        foreach (var (secret, kind) in secrets.Kinds)
        {
            var bytes = Encoding.UTF8.GetBytes(secret);
            var hash = 0UL;

            foreach (var one in bytes.AsSpan(0, Window))
            {
                hash = (hash * Base) + Lower(one);
            }

            if (!_secrets.TryGetValue(hash, out var same))
            {
                _secrets[hash] = same = [];
            }

            same.Add((bytes, kind));
            _filter[Slot(hash)] = true;
            _longest = Math.Max(_longest, bytes.Length);
        }
    }

    /// <summary>The lines in which a secret stands, each after the kind of the secret.</summary>
    public List<string> In(SafeFileHandle file, long bytes)
    {
        var found = new List<string>();
        var chunk = new byte[ChunkBytes + _longest + LineBytes];

        for (long start = 0; start < bytes; start += ChunkBytes)
        {
            var read = RandomAccess.Read(file, chunk, start);
            Search(chunk.AsSpan(0, read), Math.Min(read, ChunkBytes), found);
        }

        return found;
    }

    /// <param name="text">Where to look.</param>
    /// <param name="end">Before which a secret must begin; what follows belongs to the next part, too.</param>
    /// <param name="found">Takes what is found.</param>
    private void Search(ReadOnlySpan<byte> text, int end, List<string> found)
    {
        var hash = 0UL;

        for (var i = 0; i < text.Length && i - Window + 1 < end; i++)
        {
            hash = (hash * Base) + Lower(text[i]);

            if (i >= Window)
            {
                hash -= Leaving * Lower(text[i - Window]);
            }

            if (i >= Window - 1 && _filter[Slot(hash)] && _secrets.TryGetValue(hash, out var same))
            {
                Compare(text, i - Window + 1, same, found);
            }
        }
    }

    private static void Compare(
        ReadOnlySpan<byte> text,
        int at,
        List<(byte[] Secret, string Kind)> secrets,
        List<string> found
    )
    {
        foreach (var (secret, kind) in secrets)
        {
            if (
                text.Length - at >= secret.Length
                && Ascii.EqualsIgnoreCase(text.Slice(at, secret.Length), secret)
            )
            {
                var line = text[(text[..at].LastIndexOf((byte)'\n') + 1)..];
                var length = line.IndexOf((byte)'\n');
                found.Add(
                    $"{kind}: {Encoding.UTF8.GetString(line[..Math.Min(length < 0 ? line.Length : length, LineBytes)])}"
                );
            }
        }
    }

    private static int Slot(ulong hash) => (int)((hash * 0x9E3779B97F4A7C15) >> (64 - FilterBits));

    private static byte Lower(byte one) => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 0x20) : one;
}
