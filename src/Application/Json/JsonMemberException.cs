using System.Text.Json;

namespace Enterprise.Application.Json;

/// <summary>A value that its converter refuses, with a message that is fit for the caller.</summary>
internal sealed class JsonMemberException(string message) : JsonException(message);
