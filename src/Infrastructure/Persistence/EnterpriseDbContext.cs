using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>The model of the database: one type for reading, writing and migrating.</summary>
/// <remarks>
/// It is pooled: it must not take scoped services, nor hold anything of a request. Every table's mapping
/// stands in the room of its capability.
/// </remarks>
public sealed class EnterpriseDbContext : DbContext
{
    /// <summary>Makes a context; no savepoints are set in it, for a unit of work is committed whole or not at all.</summary>
    public EnterpriseDbContext(DbContextOptions<EnterpriseDbContext> options)
        : base(options) => Database.AutoSavepointsEnabled = false;

    /// <summary>As whom it asks; set by whoever lends it, and gone when it is given back.</summary>
    internal Identity? Identity { get; set; }

    /// <summary>The pool whose connection it is lent with; null outside of a lease.</summary>
    internal string? Pool { get; set; }

    /// <summary>How long the last statement took until its rows could be read.</summary>
    internal TimeSpan ExecutedIn { get; set; }

    /// <summary>How many rows the last statement returned or changed.</summary>
    internal long ReadRows { get; set; }

    /// <summary>Whether the last statement failed while its rows were read.</summary>
    internal bool HasBrokenOff { get; set; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        (Identity, Pool) = (null, null);
        base.Dispose();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        (Identity, Pool) = (null, null);

        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    /// <remarks>Indexes are chosen for queries, beginning with the owner; none is made for a foreign key as such.</remarks>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("vector");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(EnterpriseDbContext).Assembly);
        modelBuilder.UseSnakeCaseNames();
    }
}
