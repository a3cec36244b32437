using Enterprise.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>The ways to change a user; all but the removal add to what is there, so that twice shows.</summary>
internal static class Changes
{
    /// <summary>Their names.</summary>
    public static TheoryData<string> All { get; } =
    ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSql"];

    /// <summary>What is left of the name "0" after the change was made once.</summary>
    public static string Once(string kind) => kind is "ExecuteDelete" ? "" : "0+1";

    /// <summary>Makes the change.</summary>
    public static async Task RunAsync(string kind, DbContext db, Guid id)
    {
        var users = db.Set<User>().Where(user => user.Id == id);

        switch (kind)
        {
            case "SaveChanges":
                var user = await users.AsTracking().SingleAsync();
                user.Revise(user.Email, $"{user.DisplayName}+1", user.Preferences, user.UpdatedAt);
                break;
            case "ExecuteUpdate":
                await users.ExecuteUpdateAsync(set =>
                    set.SetProperty(u => u.DisplayName, u => u.DisplayName + "+1")
                );
                break;
            case "ExecuteDelete":
                (await users.ExecuteDeleteAsync()).ShouldBe(1);
                break;
            default:
                await db.Database.ExecuteSqlAsync(
                    $"UPDATE users SET display_name = display_name || '+1' WHERE id = {id}"
                );
                break;
        }
    }
}
