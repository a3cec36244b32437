using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Migrations.Scripts;

/// <summary>The migrations of this build, as EF Core turns them into SQL.</summary>
internal sealed class MigrationScripts
{
    private readonly IMigrationsAssembly _assembly;
    private readonly IMigrationsSqlGenerator _generator;
    private readonly IModelRuntimeInitializer _models;
    private readonly IHistoryRepository _history;
    private readonly string _provider;

    public MigrationScripts(DbContext db)
    {
        _assembly = db.GetService<IMigrationsAssembly>();
        _generator = db.GetService<IMigrationsSqlGenerator>();
        _models = db.GetService<IModelRuntimeInitializer>();
        _history = db.GetService<IHistoryRepository>();
        _provider = db.Database.ProviderName!;
        Ids = [.. _assembly.Migrations.Keys];
        CreateBookkeeping = _history.GetCreateIfNotExistsScript();
    }

    /// <summary>The ids, oldest first.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Makes the table in which EF Core notes what was applied.</summary>
    public string CreateBookkeeping { get; }

    /// <summary>What applies a migration.</summary>
    /// <exception cref="MigrationRefusedException">Some of it can be in a transaction, and some cannot.</exception>
    public MigrationScript Up(string id)
    {
        var migration = Load(id);

        return Script(id, MigrationDirection.Up, migration, Complete(migration.TargetModel));
    }

    /// <summary>What takes a migration back.</summary>
    /// <inheritdoc cref="Up"/>
    public MigrationScript Down(string id)
    {
        var before = Ids.TakeWhile(other => !other.Equals(id, StringComparison.Ordinal)).LastOrDefault();

        return Script(
            id,
            MigrationDirection.Down,
            Load(id),
            before is null ? null : Complete(Load(before).TargetModel)
        );
    }

    /// <summary>What notes of a migration that it was applied.</summary>
    public string NoteApplied(string id) =>
        _history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion()));

    private MigrationScript Script(
        string id,
        MigrationDirection direction,
        Migration migration,
        IModel? model
    )
    {
        var isUp = direction is MigrationDirection.Up;
        var operations = isUp ? migration.UpOperations : migration.DownOperations;
        var commands = _generator.Generate(operations, model);
        var isOutside = commands.Count > 0 && commands.All(command => command.TransactionSuppressed);
        var isSaid = TypeOf(id).IsDefined(typeof(OutsideTransactionAttribute));

        if (commands.Any(command => command.TransactionSuppressed) && !(isOutside && isSaid))
        {
            throw MigrationRefusedException.MixesTransactions(id);
        }

        return new(
            id,
            direction,
            [.. commands.Select(command => command.CommandText)],
            isUp ? NoteApplied(id) : _history.GetDeleteScript(id),
            operations,
            isOutside
        );
    }

    /// <summary>The class of a migration.</summary>
    public TypeInfo TypeOf(string id) => _assembly.Migrations[id];

    private Migration Load(string id) => _assembly.CreateMigration(TypeOf(id), _provider);

    private IModel Complete(IModel model) =>
        _models.Initialize(model, designTime: true, validationLogger: null);
}
