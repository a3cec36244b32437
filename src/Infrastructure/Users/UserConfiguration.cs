using Enterprise.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Users;

/// <summary>The table of users.</summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable(
            "users",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_users_email",
                    $"char_length(email) BETWEEN 3 AND {User.MaxEmail}"
                );
                table.HasCheckConstraint(
                    "ck_users_display_name",
                    $"char_length(display_name) BETWEEN 1 AND {User.MaxDisplayName}"
                );
                table.HasCheckConstraint(
                    "ck_users_preferences",
                    $"json_typeof(preferences) = 'object' AND octet_length(preferences::text) <= {User.MaxPreferencesBytes}"
                );
            }
        );
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.Version).IsRowVersion();
        user.Property(u => u.Preferences).HasColumnType("json");
        user.HasIndex(u => u.EmailKey).IsUnique();
        user.HasIndex(u => new { u.CreatedAt, u.Id }).IsDescending();
    }
}
