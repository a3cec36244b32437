using System.Buffers.Binary;
using System.Globalization;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.WebApi.Authentication;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Enterprise.WebApi.Http;

/// <summary>Strong entity tags (RFC 9110, section 8.8.3): the version of the row, and for whom it was told.</summary>
/// <remarks>
/// Two users' rows may be of one version, and <c>/users/me</c> is another row for each of them: the tag of one must
/// not pass for that of the other, as in a browser that both use.
/// </remarks>
internal static class EntityTags
{
    /// <summary>How a tag looks.</summary>
    public const string Pattern = "^\"[0-9a-f]{8}-[0-9a-f]{8}\"$";

    private const int VersionLength = 8;

    /// <summary>The tag of an object, as its reader's.</summary>
    public static string Of(IVersioned versioned, Caller reader) => Of(versioned.Version, reader);

    /// <summary>What the request demands of the object's version before it changes it.</summary>
    public static Preconditions PreconditionsOf(HttpRequest request) =>
        request.Headers.IfMatch.Count == 0 && request.Headers.IfNoneMatch.Count == 0
            ? Preconditions.None
            : new Preconditions(
                Read(request, request.Headers.IfMatch, takesWeak: false),
                Read(request, request.Headers.IfNoneMatch, takesWeak: true)
            );

    /// <summary>Whether the client already has this version, so that 304 tells it all.</summary>
    public static bool IsKnownToClient(HttpRequest request, IVersioned versioned) =>
        Read(request, request.Headers.IfNoneMatch, takesWeak: true)?.Contains(versioned.Version) is true;

    /// <summary>The versions that a header names; a tag that is none of ours stands for none.</summary>
    private static VersionSet? Read(HttpRequest request, StringValues header, bool takesWeak)
    {
        if (header.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags))
        {
            return new VersionSet([]);
        }

        if (tags.Contains(EntityTagHeaderValue.Any))
        {
            return VersionSet.Any;
        }

        var reader = request.HttpContext.Caller();

        return new VersionSet([
            .. tags.Where(tag => takesWeak || !tag.IsWeak)
                .Select(tag => VersionOf(tag, reader))
                .OfType<uint>(),
        ]);
    }

    private static string Of(uint version, Caller reader) => $"\"{version:x8}-{MarkOf(reader):x8}\"";

    /// <summary>The end of the user's id, which is random (RFC 9562, section 5.7).</summary>
    private static uint MarkOf(Caller reader)
    {
        Span<byte> id = stackalloc byte[16];
        reader.UserId.TryWriteBytes(id, bigEndian: true, out _);

        return BinaryPrimitives.ReadUInt32BigEndian(id[12..]);
    }

    /// <summary>Tags are compared character by character: a number in another spelling is another tag.</summary>
    private static uint? VersionOf(EntityTagHeaderValue tag, Caller reader) =>
        tag.Tag.Length > VersionLength
        && uint.TryParse(
            tag.Tag.AsSpan(1, VersionLength),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var version
        )
        && tag.Tag.Equals(Of(version, reader), StringComparison.Ordinal)
            ? version
            : null;
}
