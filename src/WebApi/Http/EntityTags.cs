using System.Globalization;
using Enterprise.Application.Concurrency;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Enterprise.WebApi.Http;

/// <summary>Strong entity tags (RFC 9110, section 8.8.3): the version of the row in hexadecimal.</summary>
internal static class EntityTags
{
    /// <summary>The tag of an object.</summary>
    public static string Of(IVersioned versioned) => Of(versioned.Version);

    /// <summary>What the request demands of the object's version before it changes it.</summary>
    public static Preconditions PreconditionsOf(HttpRequest request) =>
        request.Headers.IfMatch.Count == 0 && request.Headers.IfNoneMatch.Count == 0
            ? Preconditions.None
            : new Preconditions(
                Read(request.Headers.IfMatch, takesWeak: false),
                Read(request.Headers.IfNoneMatch, takesWeak: true)
            );

    /// <summary>Whether the client already has this version, so that 304 tells it all.</summary>
    public static bool IsKnownToClient(HttpRequest request, IVersioned versioned) =>
        Read(request.Headers.IfNoneMatch, takesWeak: true)?.Contains(versioned.Version) is true;

    /// <summary>The versions that a header names; a tag that is none of ours stands for none.</summary>
    private static VersionSet? Read(StringValues header, bool takesWeak)
    {
        if (header.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags))
        {
            return new VersionSet([]);
        }

        return tags.Contains(EntityTagHeaderValue.Any)
            ? VersionSet.Any
            : new VersionSet([
                .. tags.Where(tag => takesWeak || !tag.IsWeak).Select(VersionOf).OfType<uint>(),
            ]);
    }

    private static string Of(uint version) => $"\"{version:x8}\"";

    /// <summary>Tags are compared character by character: a number in another spelling is another tag.</summary>
    private static uint? VersionOf(EntityTagHeaderValue tag) =>
        uint.TryParse(
            tag.Tag.AsSpan().Trim('"'),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var version
        ) && tag.Tag.Equals(Of(version), StringComparison.Ordinal)
            ? version
            : null;
}
