using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What the document says of one type of the JSON contract, beyond what its C# tells.</summary>
internal sealed class TypeFacts
{
    private readonly List<Action<OpenApiSchema>> _facts = [];
    private readonly HashSet<string> _notOnCreation = new(StringComparer.Ordinal);
    private string? _example;
    private string? _patch;

    /// <summary>The members that a POST may not have.</summary>
    public IReadOnlySet<string> Later => _notOnCreation;

    /// <summary>A body as it may be; null where none was given.</summary>
    public JsonNode? AnExample => _example is null ? null : JsonNode.Parse(_example);

    /// <summary>A merge patch as it may be; null where none was given.</summary>
    public JsonNode? APatch => _patch is null ? null : JsonNode.Parse(_patch);

    /// <summary>Members that must be there and are never null.</summary>
    public TypeFacts Requires(params string[] names)
    {
        _facts.Add(schema =>
        {
            schema.Required ??= new HashSet<string>(StringComparer.Ordinal);
            schema.Required.UnionWith(names);
        });

        return names.Aggregate(this, (type, name) => type.Member(name, Bounds.NeverNull));
    }

    /// <summary>What a member is, and which values it takes.</summary>
    public TypeFacts Member(string name, string description, Action<OpenApiSchema>? bounds = null) =>
        Member(
            name,
            schema =>
            {
                schema.Description = description;
                bounds?.Invoke(schema);
            }
        );

    /// <summary>The same of a member whose C# type is any JSON.</summary>
    public TypeFacts Replaces(string name, string description, Action<OpenApiSchema> bounds)
    {
        _facts.Add(schema => schema.Properties![name] = new OpenApiSchema());

        return Member(name, description, bounds);
    }

    /// <summary>Members that only the service decides.</summary>
    public TypeFacts ReadOnly(params string[] names) =>
        names.Aggregate(this, (type, name) => type.Member(name, schema => schema.ReadOnly = true));

    /// <summary>A member that may be sent to change an object, but not to make one.</summary>
    public TypeFacts NotOnCreation(string name)
    {
        _notOnCreation.Add(name);

        return this;
    }

    /// <summary>A body as it may be, which a test sends or compares with the schema.</summary>
    public TypeFacts Example(string json)
    {
        _example = json;

        return this;
    }

    /// <summary>A merge patch as it may be, which a test sends.</summary>
    public TypeFacts PatchExample(string json)
    {
        _patch = json;

        return this;
    }

    public void ApplyTo(OpenApiSchema schema) => _facts.ForEach(fact => fact(schema));

    /// <exception cref="InvalidOperationException">The type has no such member.</exception>
    private TypeFacts Member(string name, Action<OpenApiSchema> change)
    {
        _facts.Add(schema =>
        {
            if (schema.Properties?.TryGetValue(name, out var member) is not true)
            {
                throw new InvalidOperationException($"No member {name}: {schema.Description}");
            }

            if (member is OpenApiSchema own)
            {
                change(own);
            }
        });

        return this;
    }
}
