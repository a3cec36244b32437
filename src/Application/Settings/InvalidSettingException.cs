namespace Enterprise.Application.Settings;

/// <summary>Says which setting is wrong and what it should be; its message holds no secret.</summary>
public sealed class InvalidSettingException(string message) : Exception(message);
