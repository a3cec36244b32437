using Enterprise.DbTool.Hosting;

namespace Enterprise.DbTool.Setup;

/// <summary>Secrets of a local installation, as lines that a shell can source; only its owner may read it.</summary>
internal sealed record CredentialsFile(string AdminKey, string UserKey, string DatabaseUrl)
{
    private const string AdminKeyName = "ADMIN_KEY";
    private const string UserKeyName = "USER_KEY";
    private const string DatabaseUrlName = "DATABASE_URL";

    /// <summary>What an earlier run has kept; null for nothing, or nothing complete.</summary>
    public static CredentialsFile? Read(FileInfo file)
    {
        if (!file.Exists)
        {
            return null;
        }

        var values = File.ReadLines(file.FullName)
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1].Trim('\''), StringComparer.Ordinal);

        return
            values.TryGetValue(AdminKeyName, out var admin)
            && values.TryGetValue(UserKeyName, out var user)
            && values.TryGetValue(DatabaseUrlName, out var url)
            ? new CredentialsFile(admin, user, url)
            : null;
    }

    /// <summary>Refuses a file that cannot be written, while there is no secret yet that would be lost.</summary>
    /// <exception cref="ToolException">It cannot; the message says why.</exception>
    public static void Probe(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new ToolException($"{file.FullName} is a folder: name a file with --credentials.");
        }

        try
        {
            var next = NextOf(file);
            File.Create(next).Dispose();
            File.Delete(next);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                $"The file {file.FullName} cannot be written: make its folder, or name another one with --credentials."
            );
        }
    }

    /// <summary>Replaces the file as a whole.</summary>
    public void Write(FileInfo file)
    {
        var next = NextOf(file);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };

        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(next, options))
        {
            writer.Write(
                $"{AdminKeyName}='{AdminKey}'\n{UserKeyName}='{UserKey}'\n{DatabaseUrlName}='{DatabaseUrl}'\n"
            );
        }

        File.Move(next, file.FullName, overwrite: true);
    }

    private static string NextOf(FileInfo file) => file.FullName + ".next";

    /// <summary>Says nothing, for all that it holds is secret.</summary>
    public override string ToString() => nameof(CredentialsFile);
}
