using System.CommandLine;

namespace Enterprise.DbTool.Keys;

/// <summary><c>db keys</c>: API keys, also where none is left to ask the service with.</summary>
internal static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Create, list and revoke API keys, as ConnectionStrings__Owner")
        {
            CreateKeyCommand.Create(),
            ListKeysCommand.Create(),
            RevokeKeyCommand.Create(),
        };
}
