using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Enterprise.WebApi.Http;

/// <summary>Reads the JSON body of a request.</summary>
internal static class JsonBody
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Reads the body as one document.</summary>
    /// <exception cref="Application.Validation.InvalidInputException">It is not JSON of that shape.</exception>
    /// <exception cref="BadHttpRequestException">It is of another media type (415), or too large (413).</exception>
    public static Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type) => ReadAsync(http, type, Json);

    /// <summary>Reads the body as one document, and gives the SHA-256 of its bytes.</summary>
    /// <inheritdoc cref="ReadAsync{T}(HttpContext, JsonTypeInfo{T})"/>
    public static async Task<(T Document, byte[] Fingerprint)> ReadWithFingerprintAsync<T>(
        HttpContext http,
        JsonTypeInfo<T> type
    )
    {
        MustBeOneOf(http.Request, Json);
        using var hash = SHA256.Create();
        // Passes the bytes on as they are; the hash is whole when the reader has come to their end.
        await using var body = new CryptoStream(
            ServerLimits.BodyOf(http.Request),
            hash,
            CryptoStreamMode.Read,
            leaveOpen: true
        );
        var document = await RequestBudget.UncountedAsync(
            http,
            JsonInput.ReadAsync(body, type, http.RequestAborted)
        );

        return (document, hash.Hash!);
    }

    /// <summary>Reads the body as a merge patch; plain JSON is taken as one, too.</summary>
    /// <inheritdoc cref="ReadAsync{T}(HttpContext, JsonTypeInfo{T})"/>
    public static Task<T> ReadPatchAsync<T>(HttpContext http, JsonTypeInfo<T> type) =>
        ReadAsync(http, type, MergePatch, Json);

    /// <summary>The refusal of a body that is of none of these types.</summary>
    public static BadHttpRequestException Wrong(params ReadOnlySpan<string> mediaTypes) =>
        new(
            $"The body must be of type {string.Join(" or ", mediaTypes!)}, in UTF-8.",
            StatusCodes.Status415UnsupportedMediaType
        );

    private static Task<T> ReadAsync<T>(
        HttpContext http,
        JsonTypeInfo<T> type,
        params ReadOnlySpan<string> mediaTypes
    )
    {
        MustBeOneOf(http.Request, mediaTypes);

        return RequestBudget.UncountedAsync(
            http,
            JsonInput.ReadAsync(ServerLimits.BodyOf(http.Request), type, http.RequestAborted)
        );
    }

    private static void MustBeOneOf(HttpRequest request, params ReadOnlySpan<string> mediaTypes)
    {
        if (!IsOneOf(request, mediaTypes))
        {
            throw Wrong(mediaTypes);
        }
    }

    private static bool IsOneOf(HttpRequest request, ReadOnlySpan<string> mediaTypes)
    {
        if (request.ContentType is null && request.ContentLength is 0)
        {
            // No body has no type; that it is missing will be said as such.
            return true;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var given)
            && (!given.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(given.Charset)))
            && Contains(mediaTypes, given.MediaType.ToString());
    }

    private static bool IsUtf8(StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<string> mediaTypes, string given)
    {
        foreach (var mediaType in mediaTypes)
        {
            if (string.Equals(mediaType, given, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
