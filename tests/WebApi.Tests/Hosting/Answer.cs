using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Enterprise.WebApi.Tests.Secrecy;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>An answer of the service, read to its end.</summary>
public sealed class Answer
{
    private readonly Dictionary<string, string> _headers;

    private Answer(int status, Dictionary<string, string> headers, byte[] body) =>
        (Status, _headers, Body) = (status, headers, body);

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The body as it came.</summary>
    public byte[] Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The names of its header fields.</summary>
    public IEnumerable<string> HeaderNames => _headers.Keys;

    /// <summary>The entity tag, which must be there.</summary>
    public string ETag => Header("ETag").ShouldNotBeNull();

    /// <summary>The member <c>id</c> of the body.</summary>
    public Guid Id => Json.GetProperty("id").GetGuid();

    /// <summary>A header field; null where there is none.</summary>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>The text of a member of the body.</summary>
    public string? Member(string name) => Json.GetProperty(name).GetString();

    /// <summary>A member of the body as the JSON text that it is.</summary>
    public string Raw(string name) => Json.GetProperty(name).GetRawText();

    /// <summary>Fails unless the status is this one, showing the body.</summary>
    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);

        return this;
    }

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add(response.Headers);
        Add(response.Content.Headers);

        var body = await response.Content.ReadAsByteArrayAsync();
        SuiteSecrets.OfTheSuite.AddKeysIn(body);

        return new Answer((int)response.StatusCode, headers, body);

        void Add(HttpHeaders fields)
        {
            foreach (var (name, values) in fields.NonValidated)
            {
                headers[name] = values.ToString();
            }
        }
    }
}
