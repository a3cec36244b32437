using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>What the server itself works out of destinations, as migrations write it.</summary>
/// <remarks>Migrations that have run call this: what it writes is never changed, only added to.</remarks>
internal static class DestinationFunctions
{
    /// <summary>Adds a column with the words of each row: the name counts most, the tags more than the description.</summary>
    public static void AddDestinationWords(this MigrationBuilder migration) =>
        migration.Sql(
            """
            CREATE FUNCTION destination_words(name text, description text, tags text[]) RETURNS tsvector
            LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
            AS $$
                SELECT setweight(to_tsvector('english', name), 'A')
                    || setweight(to_tsvector('english', array_to_string(tags, ' ')), 'B')
                    || setweight(to_tsvector('english', description), 'C')
            $$;
            ALTER TABLE destinations ADD COLUMN words tsvector
                GENERATED ALWAYS AS (destination_words(name, description, tags)) STORED;
            """
        );

    /// <summary>Undoes <see cref="AddDestinationWords"/>.</summary>
    public static void DropDestinationWords(this MigrationBuilder migration) =>
        migration.Sql(
            """
            ALTER TABLE destinations DROP COLUMN words;
            DROP FUNCTION destination_words(text, text, text[]);
            """
        );

    /// <summary>
    /// Counts the trips to each destination, everybody's: as the owner of the tables, for a policy that binds nobody
    /// else and holds only while it counts. Nothing of a trip is told but that it is one.
    /// </summary>
    public static void CountPopularDestinations(this MigrationBuilder migration) =>
        migration.Sql(
            """
            CREATE POLICY popularity ON trips FOR SELECT TO CURRENT_ROLE
                USING ((SELECT current_setting('app.role', true) = 'popularity'));
            CREATE FUNCTION popular_destinations(most integer) RETURNS TABLE (destination_id uuid, trips bigint)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $$
            DECLARE before text := current_setting('app.role', true);
            BEGIN
                PERFORM set_config('app.role', 'popularity', true);
                RETURN QUERY
                    SELECT place.id, count(*)
                    FROM public.trips trip JOIN public.destinations place ON lower(place.name) = lower(trip.destination)
                    GROUP BY place.id ORDER BY count(*) DESC, place.id LIMIT most;
                PERFORM set_config('app.role', coalesce(before, ''), true);
            END
            $$;
            """
        );

    /// <summary>Undoes <see cref="CountPopularDestinations"/>.</summary>
    public static void ForgoPopularDestinations(this MigrationBuilder migration) =>
        migration.Sql(
            """
            DROP FUNCTION popular_destinations(integer);
            DROP POLICY popularity ON trips;
            """
        );
}
