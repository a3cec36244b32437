using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Secrets;
using Enterprise.Domain.ApiKeys;

namespace Enterprise.Runner.Data;

/// <summary>The secrets of the data set's users: made of the master key, so they need not be kept anywhere.</summary>
internal sealed class BenchKeys(MasterKey masterKey)
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int ChecksumLength = 6;

    private readonly byte[] _seed = masterKey.Derive("bench");
    private readonly ApiKeyHasher _hasher = new(masterKey);

    /// <summary>The secret of the user with this number.</summary>
    public string SecretOf(int user)
    {
        var random = HMACSHA256.HashData(_seed, BitConverter.GetBytes(user));
        var text = new StringBuilder(ApiKeySecret.Mark, ApiKeySecret.Length);

        foreach (var value in random.AsSpan(0, RandomLength))
        {
            text.Append(Alphabet[value % Alphabet.Length]);
        }

        text.Append(ChecksumOf(text.ToString()));
        var secret = text.ToString();

        return ApiKeySecret.IsWellFormed(secret)
            ? secret
            : throw new InvalidOperationException("The form of secrets has changed; BenchKeys must follow.");
    }

    /// <summary>What the database keeps of a secret.</summary>
    public byte[] HashOf(string secret) => _hasher.Hash(secret);

    /// <summary>CRC-32 in base62, as <see cref="ApiKeySecret"/> has it.</summary>
    private static string ChecksumOf(string body)
    {
        var crc = uint.MaxValue;

        foreach (var value in Encoding.ASCII.GetBytes(body))
        {
            crc ^= value;

            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        var rest = ~crc;
        var digits = new char[ChecksumLength];

        for (var i = ChecksumLength - 1; i >= 0; i--, rest /= (uint)Alphabet.Length)
        {
            digits[i] = Alphabet[(int)(rest % (uint)Alphabet.Length)];
        }

        return new string(digits);
    }
}
