-- Several hubs, and several doors at one hub, write at the same time. What they write is numbered
-- before it is committed, and committed in the order of its numbers, so that whoever reads up to a
-- number never finds something below it later. Never edited; SQLite, where one writes at a time,
-- needs no such file.

-- The next number that nobody was given. Numbers whose transaction was taken back are left out.
CREATE SEQUENCE place AS BIGINT;
SELECT setval('place', cursor + 1, false) FROM counter;

-- The lock that stands for the turn of whoever was given numbers from this one on: a number that no
-- cursor reaches, so that it is nobody else's lock.
CREATE FUNCTION turn_lock(first BIGINT) RETURNS BIGINT LANGUAGE SQL IMMUTABLE AS $$
    SELECT first + 4611686018427387904
$$;

-- Holds one device, which the number stands for, until the transaction is over: "PRVD".
CREATE FUNCTION hold_device(device INTEGER) RETURNS VOID LANGUAGE SQL AS $$
    SELECT pg_advisory_xact_lock(1347573316, device)
$$;

-- Gives so many numbers, and holds their turn until the transaction is over. Gives the number before
-- the first.
--
-- The lock under which numbers are given ("PRVT") is let go at once, so that the next is given some
-- while this one still writes; whoever writes alone holds it until the end.
CREATE FUNCTION take_turn(count BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    first BIGINT;
BEGIN
    PERFORM pg_advisory_lock(1347573332, 0);
    BEGIN
        first := nextval('place');
        PERFORM setval('place', first + count, false);
        PERFORM pg_advisory_xact_lock(turn_lock(first));
    EXCEPTION WHEN query_canceled OR OTHERS THEN
        PERFORM pg_advisory_unlock(1347573332, 0);
        RAISE;
    END;
    PERFORM pg_advisory_unlock(1347573332, 0);
    RETURN first - 1;
END
$$;

-- Waits until everybody is done who was given numbers before this one.
CREATE FUNCTION await_turn(first BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    earlier BIGINT;
BEGIN
    FOR earlier IN
        SELECT classid::BIGINT << 32 | objid::BIGINT FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 1 AND mode = 'ExclusiveLock' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::BIGINT << 32 | objid::BIGINT >= turn_lock(0)
        AND classid::BIGINT << 32 | objid::BIGINT < turn_lock(first)
    LOOP
        PERFORM pg_advisory_xact_lock_shared(earlier);
    END LOOP;
END
$$;

-- Waits until nobody else writes, and lets nobody be given numbers until the transaction is over.
-- Gives the number before the next.
CREATE FUNCTION write_alone() RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    free BIGINT;
BEGIN
    PERFORM pg_advisory_xact_lock(1347573332, 0);
    SELECT last_value + is_called::INTEGER INTO free FROM place;
    PERFORM await_turn(free);
    RETURN free - 1;
END
$$;
