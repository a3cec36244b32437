-- 1,000 users with a key each and 100 trips each, the same at every load.
-- The settings bench.prefixes and bench.hashes hold what is stored of the keys, user by user.

-- No triggers: the audit log need not tell of a hundred thousand trips that nobody planned.
SELECT set_config('session_replication_role', 'replica', true);

TRUNCATE users CASCADE;

-- Ids are UUIDs of version 7, as the product makes them, but of made-up times.
CREATE OR REPLACE FUNCTION pg_temp.id_of(kind text, number bigint, instant timestamptz) RETURNS uuid
LANGUAGE sql AS $$
    SELECT (
        lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0')
        || '7' || substr(md5(kind || number), 1, 3)
        || '8' || substr(md5(kind || number), 4, 15)
    )::uuid
$$;

CREATE TEMPORARY TABLE made_users ON COMMIT DROP AS
SELECT number, pg_temp.id_of('user', number, instant) AS id, instant
FROM generate_series(1, 1000) AS number, LATERAL (SELECT timestamptz '2025-01-01Z' + number * interval '1 minute') AS t (instant);

INSERT INTO users (id, email, email_key, display_name, preferences, created_at, updated_at)
SELECT id, format('bench-%s@enterprise.example', number), format('bench-%s@enterprise.example', number),
    'Traveller ' || number, '{}', instant, instant
FROM made_users;

INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
SELECT pg_temp.id_of('key', number, instant), id, 'bench', prefix, hash, ARRAY['trips:read', 'trips:write', 'destinations:read'], instant
FROM made_users
JOIN ROWS FROM (unnest(current_setting('bench.prefixes')::text[]), unnest(current_setting('bench.hashes')::bytea[]))
    WITH ORDINALITY AS key (prefix, hash, number) USING (number);

-- The users take turns, so that the trips of one lie far apart in the table.
INSERT INTO trips (id, user_id, title, destination, description, starts_on, ends_on, travelers, kind, status,
    budget_amount, budget_currency, created_at, updated_at)
SELECT
    pg_temp.id_of('trip', n, t.instant),
    made_users.id,
    format('Trip %s to %s', turn, place),
    place,
    CASE WHEN n % 3 > 0 THEN format('Number %s of our plans for %s: %s', turn, place, repeat('walk, eat well, sleep late; ', 3)) END,
    date '2026-01-01' + (n % 700)::int,
    date '2026-01-01' + (n % 700)::int + (n % 14)::int,
    1 + (n % 5)::int,
    (ARRAY['leisure', 'business', 'family', 'solo', 'other'])[1 + n % 5],
    (ARRAY['planning', 'booked', 'completed', 'canceled'])[1 + n % 4],
    CASE WHEN n % 5 > 0 THEN 100 + (n % 9000) + 0.5 END,
    CASE WHEN n % 5 > 0 THEN (ARRAY['EUR', 'NOK', 'SGD', 'USD'])[1 + n % 4] END,
    t.instant,
    t.instant
FROM generate_series(1, 100) AS turn
CROSS JOIN made_users
CROSS JOIN LATERAL (SELECT (turn - 1) * 1000 + number) AS r (n)
CROSS JOIN LATERAL (SELECT timestamptz '2025-02-01Z' + n * interval '1 minute') AS t (instant)
CROSS JOIN LATERAL (
    SELECT (ARRAY['Lisbon', 'Tromsø', 'Singapore', 'Kii Peninsula', 'Vienna', 'Quito', 'Zürich', 'Cape Town'])[1 + n % 8]
) AS p (place)
ORDER BY n;

-- What places mean: made up, for it is the same work whatever it is.
UPDATE destinations SET embedding = (
    SELECT array_agg(sin(i * (1 + ('x' || substr(md5(destinations.id::text || i), 1, 6))::bit(24)::int % 997)))
    FROM generate_series(1, 384) AS i
)::real[]::vector;
