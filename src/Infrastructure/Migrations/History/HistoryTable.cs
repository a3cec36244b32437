namespace Enterprise.Infrastructure.Migrations.History;

/// <summary>The table of the history. No migration makes it: it is there before the first one.</summary>
internal static class HistoryTable
{
    public const string Name = "migration_history";

    /// <summary>Makes it where it is missing. No policy lets anybody change or delete an entry, not even its owner.</summary>
    /// <remarks>Run under the lock of the run: <c>IF NOT EXISTS</c> alone does not bear two at once.</remarks>
    public const string Create = $"""
        DO $do$
        BEGIN
            IF to_regclass('public.{Name}') IS NOT NULL THEN
                RETURN;
            END IF;

            CREATE TABLE public.{Name} (
                id bigint GENERATED ALWAYS AS IDENTITY,
                migration text NOT NULL,
                direction text NOT NULL,
                attempt integer NOT NULL,
                status text NOT NULL,
                at timestamptz NOT NULL DEFAULT clock_timestamp(),
                duration_ms bigint,
                error text,
                reason text,
                checksum text,
                actor text NOT NULL,
                application_version text NOT NULL,
                server text NOT NULL,
                CONSTRAINT pk_{Name} PRIMARY KEY (id),
                CONSTRAINT ck_{Name}_direction CHECK (direction IN ('up', 'down')),
                CONSTRAINT ck_{Name}_attempt CHECK (attempt > 0),
                CONSTRAINT ck_{Name}_status CHECK (status IN ('started', 'success', 'failed', 'skipped')),
                CONSTRAINT ck_{Name}_reason CHECK ((status = 'skipped') = (reason IS NOT NULL)),
                CONSTRAINT ck_{Name}_error CHECK ((status = 'failed') = (error IS NOT NULL))
            );

            ALTER TABLE public.{Name} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE public.{Name} FORCE ROW LEVEL SECURITY;
            CREATE POLICY readers ON public.{Name} FOR SELECT USING (true);
            CREATE POLICY recorder ON public.{Name} FOR INSERT TO CURRENT_ROLE WITH CHECK (true);
        END
        $do$;
        """;
}
