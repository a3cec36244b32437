using System.Text.Json;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Reads parts of lists.</summary>
internal static class PageReader
{
    /// <summary>The ids of the items, in their order.</summary>
    public static List<Guid> Ids(this Answer page) =>
        [.. page.Items().Select(item => item.GetProperty("id").GetGuid())];

    /// <summary>The titles of trips, in their order, as one text.</summary>
    public static string Titles(this Answer page) =>
        string.Concat(page.Items().Select(item => item.GetProperty("title").GetString()));

    /// <summary>The reference of the <c>Link</c> field, exactly as it stands there; null at the end.</summary>
    public static string? Next(this Answer page)
    {
        var cursor = page.Json.GetProperty("nextCursor").GetString();

        if (page.Header("Link") is not { } link)
        {
            cursor.ShouldBeNull();

            return null;
        }

        link.ShouldMatch("^<[^<>\\s]+>; rel=\"next\"$");
        link.ShouldContain(cursor.ShouldNotBeNull());

        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }

    /// <summary>The items, in their order.</summary>
    public static JsonElement.ArrayEnumerator Items(this Answer page) =>
        page.ShouldBe(200).Json.GetProperty("items").EnumerateArray();
}
