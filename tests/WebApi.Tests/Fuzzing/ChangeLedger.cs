using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Writes down, in the database itself, each transaction that changes a row.</summary>
internal sealed class ChangeLedger : IAsyncDisposable
{
    /// <summary>Tables whose changes are no request's.</summary>
    private static readonly Dictionary<string, string> LeftOutTables = new(StringComparer.Ordinal)
    {
        ["__EFMigrationsHistory"] = "migrations write it",
        ["data_protection_keys"] = "the ring of keys renews itself",
        ["audit_entries"] = "triggers write it along with a change that is noted itself",
    };

    /// <summary>Columns whose changes alone are no request's.</summary>
    private static readonly Dictionary<string, string> LeftOutColumns = new(StringComparer.Ordinal)
    {
        ["last_used_at"] = "a key's use is written down later, for several requests at once",
    };

    private const string Install = """
        CREATE TABLE public.change_ledger (transaction bigint NOT NULL, change text NOT NULL);

        CREATE FUNCTION public.note_change() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            changed boolean;
        BEGIN
            IF TG_OP = 'INSERT' THEN
                changed := EXISTS (SELECT FROM new_rows);
            ELSIF TG_OP = 'DELETE' THEN
                changed := EXISTS (SELECT FROM old_rows);
            ELSE
                changed := EXISTS (
                    SELECT to_jsonb(row) - TG_ARGV FROM new_rows row
                    EXCEPT ALL SELECT to_jsonb(row) - TG_ARGV FROM old_rows row
                );
            END IF;

            IF changed THEN
                INSERT INTO change_ledger VALUES (txid_current(), TG_OP || ' ' || TG_TABLE_NAME);
            END IF;

            RETURN NULL;
        END $$;
        """;

    private const string Tables = """
        SELECT format('%I.%I', schema.nspname, relation.relname)
        FROM pg_class relation JOIN pg_namespace schema ON schema.oid = relation.relnamespace
        WHERE relation.relkind IN ('r', 'p') AND NOT relation.relispartition
            AND schema.nspname NOT IN ('pg_catalog', 'information_schema')
            AND relation.relname <> 'change_ledger' AND relation.relname::text <> ALL ($1)
        """;

    private const string Take = """
        WITH taken AS (DELETE FROM public.change_ledger RETURNING transaction, change)
        SELECT string_agg(DISTINCT change, ', ') FROM taken GROUP BY transaction
        """;

    private readonly NpgsqlConnection _owner;

    private ChangeLedger(NpgsqlConnection owner) => _owner = owner;

    public static async Task<ChangeLedger> OpenAsync(TestDatabase database)
    {
        var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync(Install);
        var columns = string.Join(", ", LeftOutColumns.Keys.Select(column => $"'{column}'"));

        foreach (var table in await owner.ListAsync<string>(Tables, (object)LeftOutTables.Keys.ToArray()))
        {
            await owner.RunAsync(
                $"""
                CREATE TRIGGER note_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION public.note_change();
                CREATE TRIGGER note_update AFTER UPDATE ON {table}
                    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION public.note_change({columns});
                CREATE TRIGGER note_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION public.note_change();
                """
            );
        }

        return new ChangeLedger(owner);
    }

    /// <summary>The transactions since it was last asked, each as what it changed.</summary>
    public Task<IReadOnlyList<string>> TakeAsync() => _owner.ListAsync<string>(Take);

    public ValueTask DisposeAsync() => _owner.DisposeAsync();
}
