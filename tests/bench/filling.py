"""What the databases are filled with: set-based SQL with a fixed seed, so that every machine measures the same rows.

A full programme has five workstreams with S7 and S8 and the stages S1 to S6: 16 stages, about 100 answers. Every
hundredth is wide, as goal 2 asks: twelve workstreams with eight stages each. From 100,000 programmes on most have
only S1 and S2. The people that the pages are measured with:

  manager   runs 40 programmes at every size, of which the      lay   one of the pair in two workstreams of the
            first is wide                                              first programme, in its Advisory Group too
  viewer    has a role in every programme                       lead  leads one workstream of the first programme
  runner    runs every programme (no real person does)
"""

from datetime import date
from typing import Any

import psycopg

from programmes.catalogue import CURRENT, edition

VERSION = 4
PEOPLE = ("manager", "viewer", "runner", "lay", "lead")
THIN_FROM = 50_000

# dice('what', n) gives a number from 0 to n - 1 that is always the same for the same words
DICE = """CREATE FUNCTION dice(what text, n int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT ((hashtextextended(what, 42) & 9223372036854775807) % n)::int $$"""
REF = """CREATE FUNCTION ref(what text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT substr(md5(what), 1, 14) $$"""

# What no statement below names is false, empty or "": as Django has it, which the database is not told
UNNAMED = """DO $$ DECLARE c record; BEGIN
FOR c IN SELECT table_name, column_name, CASE data_type WHEN 'boolean' THEN 'false' WHEN 'jsonb' THEN quote_literal('[]')
                         ELSE quote_literal('') END AS value
         FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_nullable = 'NO' AND column_default IS NULL
           AND data_type IN ('boolean', 'jsonb', 'character varying', 'text')
LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %s', c.table_name, c.column_name, c.value); END LOOP; END $$"""

STEPS: tuple[tuple[str, str], ...] = (
    ("the plan", """
        CREATE TABLE bench_plan AS SELECT k, wide, mine, thin,
            CASE WHEN wide THEN 12 WHEN thin THEN 0 ELSE 5 END AS streams,
            CASE WHEN wide THEN 7 ELSE 1 END AS cycles, NOT thin AS grouped,
            101 + dice('pm' || k, {staff}) AS pm, 101 + dice('sro' || k, {staff}) AS sro
        FROM (SELECT k, mine, k % 100 = 1 AND (k = 1 OR NOT mine AND {size} < {thin}) AS wide, {size} >= {thin} AND NOT mine AS thin
              FROM (SELECT k, (k - 1) % {every} = 0 AND (k - 1) / {every} < 40 AS mine FROM generate_series(1, {size}) k) numbered) planned"""),
    ("users", """
        INSERT INTO accounts_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined, is_professional)
        SELECT n, '!' || md5(name), false, 'bench-' || name, 'bench-' || name || '@example.test', false, true, now(), name <> 'lay'
        FROM unnest(ARRAY[{people}]) WITH ORDINALITY AS each (name, n)"""),
    ("people", """
        INSERT INTO partners_partner (id, ref, name, called, is_professional, job, connection, area, email, phone, address, channel,
                                      search_text, added_at, user_id)
        SELECT n, ref('partner' || n), name, '', professional, '', '', '', 'person' || n || '@example.test', '', '', 'email', lower(name),
               '{day}'::timestamptz - interval '300 days', CASE WHEN n <= {named} THEN n END
        FROM (SELECT n, n <> 4 AND n <= 100 + {staff} AS professional,
                     (ARRAY['Ada', 'Bola', 'Cerys', 'Dev', 'Esther', 'Farah', 'Gwen', 'Hari'])[1 + dice('first' || n, 8)] || ' ' ||
                     (ARRAY['Adeyemi', 'Brown', 'Costa', 'Davies', 'Evans', 'Khan', 'Okafor', 'Patel'])[1 + dice('last' || n, 8)]
                     || ' ' || n AS name
              FROM generate_series(1, 100 + {staff} + {lay}) n) each"""),
    ("organisations", """
        INSERT INTO partners_organisation (id, ref, name, kind, area, search_text)
        SELECT n, ref('organisation' || n), 'Organisation ' || n, 'provider', 'Area ' || n % 20, 'organisation ' || n || ' area ' || n % 20
        FROM generate_series(1, {organisations}) n"""),
    ("signatories", """
        INSERT INTO partners_signatory (ref, organisation_id, partner_id, from_on)
        SELECT ref('signatory' || n), n, 101 + dice('signatory' || n, {staff}), '{day}'::date - 250 FROM generate_series(1, {organisations}) n"""),
    ("programmes", """
        INSERT INTO programmes_programme (id, ref, slug, name, vision, aims, area, starts_on, ends_on, edition, cycle, state, search_text,
                                          closed_at, closed_by_id, closed_because)
        SELECT k, ref('programme' || k), 'programme-' || k, name, 'People shape the services that they use, as equals.',
               'Fewer moves between services. One plan for each person.', area, '{day}'::date - 240, '{day}'::date + 400, 1, 1,
               state, lower(name || ' ' || area), CASE WHEN state = 'closed' THEN '{day}'::timestamptz END,
               CASE WHEN state = 'closed' THEN 101 END, CASE WHEN state = 'closed' THEN 'It is done.' ELSE '' END
        FROM (SELECT k, CASE WHEN mine THEN 'active' WHEN d < 4 THEN 'closed' WHEN d < 10 THEN 'started' WHEN d < 18 THEN 'delivering'
                             ELSE 'active' END AS state, 'Area ' || k % 97 AS area,
                     (ARRAY['Joined-up care', 'Home first', 'Calm nights', 'Better days', 'Close to home', 'One front door'])[1 + k % 6]
                     || ' ' || k AS name FROM bench_plan, LATERAL (SELECT dice('state' || k, 100) AS d) r) each"""),
    ("memberships", """
        INSERT INTO programmes_membership (id, ref, programme_id, organisation_id, signs, part, from_on)
        SELECT row_number() OVER (), ref('membership' || k || ' ' || n), k, 1 + (k * 3 + n) % {organisations}, n < 2, '', '{day}'::date - 240
        FROM bench_plan, generate_series(0, 2) n WHERE grouped"""),
    ("touchstones", """
        INSERT INTO programmes_touchstonesignature (ref, membership_id, signed_by_id, signed_at)
        SELECT ref('touchstone' || m.id), m.id, s.partner_id, '{day}'::timestamptz - interval '200 days'
        FROM programmes_membership m JOIN partners_signatory s USING (organisation_id) WHERE m.signs AND dice('touchstone' || m.id, 20) > 0"""),
    ("focus", """
        INSERT INTO programmes_focusstatement (id, ref, programme_id, version, problem, people, area, ends_on, written_at, written_by_id)
        SELECT k, ref('focus' || k), k, 1, 'People move between services and tell their story anew.', 'People with more than one condition',
               'Area', '{day}'::date + 300, '{day}'::timestamptz - interval '200 days', pm FROM bench_plan WHERE dice('focus' || k, 20) > 0"""),
    ("comments", """
        INSERT INTO programmes_focuscomment (ref, statement_id, text, by_id, by_leader, at)
        SELECT ref('comment' || id), id, 'It says what we said.', written_by_id, dice('leader' || id, 20) > 0, written_at
        FROM programmes_focusstatement"""),
    ("scope", """
        INSERT INTO programmes_scopepoint (ref, programme_id, matter, status, reason, decided_by, written_at, written_by_id)
        SELECT ref('scope' || k || n), k, 'Opening hours', (ARRAY['open', 'closed', 'undecided'])[n], CASE n WHEN 2 THEN 'By law.' ELSE '' END,
               'The board', '{day}'::timestamptz - interval '200 days', pm FROM bench_plan, generate_series(1, 3) n WHERE dice('scope' || k, 25) > 0"""),
    ("groups", """
        INSERT INTO partners_group (id, ref, name, kind, level, purpose, rhythm, lay_minimum, home_book)
        SELECT row_number() OVER (ORDER BY k, n), ref('group' || k || ' ' || n),
               CASE n WHEN 1 THEN 'Founding leaders' WHEN 2 THEN 'Advisory Group' ELSE 'Workstream ' || n - 2 END,
               CASE n WHEN 1 THEN 'founding' WHEN 2 THEN 'advisory' ELSE 'working' END, CASE WHEN n < 3 THEN 'system' ELSE 'service' END,
               '', 'monthly', 2, ref('programme' || k)
        FROM bench_plan, generate_series(1, streams + 2) n WHERE grouped"""),
    ("the numbers of groups", """
        CREATE TABLE bench_group AS SELECT row_number() OVER (ORDER BY k, n) AS id, k, n FROM bench_plan, generate_series(1, streams + 2) n
        WHERE grouped"""),
    ("links", """
        INSERT INTO programmes_programmegroup (programme_id, group_id, from_on)
        SELECT k, id, '{day}'::date - 230 FROM bench_group WHERE n <= 2"""),
    ("workstreams", """
        INSERT INTO programmes_workstream (id, ref, programme_id, group_id, name, purpose, position, meets, starts_on, ends_on, first_meeting_on,
                                           hours_a_month)
        SELECT id, ref('stream' || id), k, id, 'Workstream ' || n - 2, '', n - 2, 'monthly', '{day}'::date - 230, '{day}'::date + 200,
               '{day}'::date - 200 + dice('meeting' || id, 250), 4 FROM bench_group WHERE n > 2"""),
    ("seats", """
        INSERT INTO partners_seat (id, ref, group_id, name, is_lay, office, opened_on)
        SELECT row_number() OVER (ORDER BY g.id, s), ref('seat' || g.id || ' ' || s), g.id, chr((64 + s)::int), n <= 2 OR s <= 2,
               CASE WHEN n = 2 AND s = 1 THEN 'co_chair' ELSE 'member' END, '{day}'::date - 230
        FROM bench_group g, generate_series(1, CASE n WHEN 1 THEN 2 ELSE 3 END) s"""),
    ("vacancies", """
        INSERT INTO partners_vacancy (ref, seat_id, from_on, until_on, cover_note, recorded_at, recorded_by_id)
        SELECT ref('vacancy' || s.id), s.id, '{day}'::date - dice('empty' || s.id, 60), NULL, '', at, CASE WHEN at IS NOT NULL THEN 101 END
        FROM (SELECT s.*, CASE WHEN dice('cover' || s.id, 2) = 0 THEN '{day}'::timestamptz - interval '1 day' END AS at
              FROM partners_seat s JOIN bench_group g ON g.id = group_id
              WHERE is_lay AND n > 2 AND k > 1 AND dice('vacant' || s.id, 25) = 0) s"""),
    ("vacancies of the past", """
        INSERT INTO partners_vacancy (ref, seat_id, from_on, until_on, cover_note, recorded_at, recorded_by_id)
        SELECT ref('past' || s.id), s.id, '{day}'::date - 100, '{day}'::date - 100 + 1 + dice('was' || s.id, 40), '', '{day}'::timestamptz, 101
        FROM partners_seat s JOIN bench_group g ON g.id = group_id WHERE is_lay AND n > 2 AND dice('past' || s.id, 30) = 0"""),
    ("holdings", """
        INSERT INTO partners_holding (ref, seat_id, partner_id, state, needs_lead, hours_a_month, from_on, until_on, proposed_at, proposed_by_id,
                                      by_lay_chair, from_advisory, accepted_at, agreed_at, agreed_by_id, closed_because)
        SELECT ref('holding' || s.id), s.id,
               CASE WHEN k = 1 AND n IN (2, 3, 4) AND s.name = 'B' THEN 4
                    WHEN s.is_lay THEN 101 + {staff} + s.id * 7 % {lay} ELSE 101 + dice('staff' || s.id, {staff}) END,
               CASE WHEN proposed THEN 'proposed' ELSE 'serving' END, n > 2, CASE WHEN dice('hours' || s.id, 60) > 0 THEN 1 END,
               '{day}'::date - 220, CASE WHEN k > 1 AND NOT proposed AND dice('term' || s.id, 60) = 0
                                         THEN '{day}'::date + dice('last' || s.id, 90) END,
               '{day}'::timestamptz - interval '221 days', 101, dice('chair' || s.id, 50) > 0, dice('advisory' || s.id, 50) > 0,
               CASE WHEN NOT proposed THEN '{day}'::timestamptz - interval '220 days' END,
               CASE WHEN NOT proposed THEN '{day}'::timestamptz - interval '220 days' END, CASE WHEN NOT proposed THEN 101 END, ''
        FROM (SELECT s.*, g.k, g.n, k > 1 AND dice('proposed' || s.id, 40) = 0 AS proposed
              FROM partners_seat s JOIN bench_group g ON g.id = group_id) s
        WHERE NOT EXISTS (SELECT FROM partners_vacancy v WHERE v.seat_id = s.id AND v.until_on IS NULL)"""),
    ("what lay partners said of support", """
        INSERT INTO partners_supportcheck (partner_id, said_at, review_on, through)
        SELECT DISTINCT h.partner_id, '{day}'::timestamptz - interval '200 days', '{day}'::date + 160, 'account'
        FROM partners_holding h JOIN partners_seat s ON s.id = h.seat_id WHERE s.is_lay"""),
    ("calls to lay partners", """
        INSERT INTO partners_contact (ref, partner_id, home_book, way, from_them, words, at, noted_at, noted_by_id)
        SELECT ref('call' || partner_id || home_book), partner_id, home_book, 'phone', false, 'How is it going?', at, at, 101
        FROM (SELECT DISTINCT h.partner_id, g.home_book, '{day}'::timestamptz - interval '20 days' AS at
              FROM partners_holding h JOIN partners_seat s ON s.id = h.seat_id JOIN partners_group g ON g.id = s.group_id WHERE s.is_lay) each"""),
    ("team", """
        INSERT INTO programmes_teamrole (ref, programme_id, workstream_id, partner_id, role, from_on)
        SELECT ref('team' || role || k || ' ' || coalesce(w, 0)), k, w, p, role, '{day}'::date - 240 FROM (
            SELECT k, NULL::bigint AS w, CASE WHEN mine THEN 1 ELSE pm END AS p, 'PM' AS role FROM bench_plan
            UNION ALL SELECT k, NULL, sro, 'SRO' FROM bench_plan
            UNION ALL SELECT k, NULL, 2, 'VIEW' FROM bench_plan
            UNION ALL SELECT k, g.id, CASE WHEN k = 1 AND n = 3 THEN 5 ELSE 101 + dice('lead' || g.id, {staff}) END, 'WL'
                      FROM bench_group g WHERE n > 2) given
        UNION ALL SELECT ref('runner' || k), k, NULL, 3, 'PM', '{day}'::date - 240 FROM bench_plan"""),
    ("stages", """
        INSERT INTO programmes_stage (id, ref, programme_id, workstream_id, plan_name, code, number, cycle, state, opens_on, due_on, opened_at,
                                      ready_at, signed_at, signed_fingerprint, changed_at, round)
        SELECT id, ref('stage' || id), k, w, '', 'S' || number, number, cycle, state, opens, opens + 60 + dice('long' || id, 90),
               CASE WHEN state <> 'not_open' THEN '{day}'::timestamptz - interval '90 days' END,
               CASE WHEN state NOT IN ('not_open', 'open', 'reopened') THEN '{day}'::timestamptz - interval '9 days' END,
               CASE WHEN state LIKE 'signed%' THEN '{day}'::timestamptz - interval '5 days' END,
               CASE WHEN state LIKE 'signed%' THEN md5('signed' || id) || md5('so' || id) ELSE '' END,
               CASE WHEN state LIKE 'signed%' AND dice('changed' || id, 100) = 0 THEN '{day}'::timestamptz - interval '2 days' END,
               CASE WHEN state = 'reopened' THEN 2 ELSE 1 END
        FROM (SELECT *, CASE WHEN state = 'not_open' THEN '{day}'::date + 1 + dice('opens' || id, 120)
                             ELSE '{day}'::date - 100 + dice('opens' || id, 40) END AS opens
              FROM (SELECT *, CASE WHEN d < 30 THEN 'signed_off' WHEN d < 33 THEN 'signed_off_with_concerns' WHEN d < 43 THEN 'not_open'
                                   WHEN d < 48 THEN 'ready' WHEN d < 50 THEN 'unresolved' WHEN d < 53 THEN 'reopened' ELSE 'open' END AS state
                    FROM (SELECT *, dice('stage' || id, 100) AS d
                          FROM (SELECT row_number() OVER (ORDER BY k, number, w, cycle) AS id, * FROM (
                              SELECT k, NULL::bigint AS w, number, 1 AS cycle FROM bench_plan, generate_series(1, 6) number
                              WHERE NOT thin OR number <= 2
                              UNION ALL SELECT p.k, g.id, number, cycle FROM bench_plan p JOIN bench_group g ON g.k = p.k AND n > 2,
                                        generate_series(7, 8) number, generate_series(1, cycles) cycle WHERE number = 8 OR cycle = 1) every_one
                          ) numbered) rolled) stated) dated"""),
    ("answers", """
        INSERT INTO programmes_answer (ref, stage_id, code, position, state, claim, claimed_at, claimed_by_id, confirmed_at, confirmed_by_id,
                                       not_met_at, not_met_by_id, not_met_because)
        SELECT ref('answer' || stage || ' ' || position), stage, code, position, state,
               CASE WHEN claimed THEN 'It was done in the meeting of March, and the notes say so.' ELSE '' END,
               CASE WHEN claimed THEN '{day}'::timestamptz - interval '20 days' + (dice('at' || stage || code, 480) || ' hours')::interval END,
               CASE WHEN claimed THEN 101 + dice('by' || stage || code, {staff}) END,
               CASE WHEN state = 'met' THEN '{day}'::timestamptz END,
               CASE WHEN state = 'met' THEN CASE WHEN k = 1 AND dice('who' || stage || code, 4) = 0 THEN 4
                                                 ELSE 101 + {staff} + dice('who' || stage || code, {lay}) END END,
               CASE WHEN state = 'not_met' THEN '{day}'::timestamptz END, CASE WHEN state = 'not_met' THEN 101 END,
               CASE WHEN state = 'not_met' THEN 'There was no time.' ELSE '' END
        FROM (SELECT *, state IN ('claimed', 'disputed', 'met') AS claimed FROM (
            SELECT s.id AS stage, s.programme_id AS k, b.code, b.position,
                   CASE WHEN s.state NOT IN ('open', 'reopened') OR dice('done' || s.id, 100) = 0
                        THEN CASE WHEN dice('gap' || s.id || b.code, 40) = 0 THEN 'not_met' ELSE 'met' END
                        WHEN d < 30 THEN 'unanswered' WHEN d < 52 THEN 'claimed' WHEN d < 55 THEN 'disputed' WHEN d < 58 THEN 'not_met'
                        ELSE 'met' END AS state
            FROM programmes_stage s JOIN bench_standard b ON b.stage = s.code, LATERAL (SELECT dice('answer' || s.id || b.code, 100) AS d) r
            WHERE s.state <> 'not_open' ORDER BY s.id, b.position) rolled) stated"""),
    ("disputes", """
        INSERT INTO programmes_dispute (ref, answer_id, by_id, role, at, because, claim, claimed_by_id)
        SELECT ref('dispute' || id), id, 101 + {staff} + dice('disputes' || id, {lay}), 'PAIR', '{day}'::timestamptz, 'Slides were not readable.',
               claim, claimed_by_id FROM programmes_answer WHERE state = 'disputed'"""),
    ("evidence", """
        INSERT INTO programmes_evidence (ref, answer_id, kind, title, text, dated_on, link, file, file_name, content_type, size, sha256, audience,
                                         added_at, added_by_id)
        SELECT ref('evidence' || id), id, 'minute', 'Minutes, item ' || position, '', '{day}'::date - 30, '', '', '', '', 0, '', 'programme',
               claimed_at, claimed_by_id FROM programmes_answer WHERE claimed_at IS NOT NULL AND dice('evidence' || id, 2) = 0"""),
    ("signatures", """
        INSERT INTO programmes_signature (ref, stage_id, round, partner_id, role, workstream_id, value, text, at, fingerprint)
        SELECT ref('signature' || id || ' ' || role), id, round, partner, role, w,
               CASE WHEN state = 'unresolved' AND role = 'PAIR' THEN 'disagree' ELSE 'agree' END,
               CASE WHEN state = 'unresolved' AND role = 'PAIR' THEN 'It was not shown to us.' ELSE '' END,
               '{day}'::timestamptz - interval '6 days', md5('signed' || id) || md5('so' || id)
        FROM (SELECT s.id, s.state, s.round, t.partner_id AS partner, t.role, s.workstream_id AS w FROM programmes_stage s JOIN programmes_teamrole t
                ON t.programme_id = s.programme_id AND (t.workstream_id = s.workstream_id AND t.role = 'WL'
                    OR s.workstream_id IS NULL AND t.role = 'SRO')
              UNION ALL SELECT DISTINCT ON (s.id) s.id, s.state, s.round, h.partner_id, 'PAIR', s.workstream_id FROM programmes_stage s
                JOIN partners_seat p ON p.group_id = s.workstream_id AND p.is_lay JOIN partners_holding h ON h.seat_id = p.id) said
        WHERE state LIKE 'signed%' OR state = 'unresolved' OR state = 'ready' AND dice('half' || id || role, 2) = 0"""),
    ("books", """
        INSERT INTO trail_row (book, number, at, actor, role, kind, subject, move, was, now, about, before, hash)
        SELECT ref('programme' || k), row_number() OVER (PARTITION BY k ORDER BY at, id), at, actor, '', kind, subject, move, was, now, jsonb_build_object('code', code), '',
               md5(subject)
        FROM (SELECT programme_id AS k, id, opened_at AS at, ref('partner101') AS actor, 'programmes.stage' AS kind, ref AS subject, 'open' AS move,
                     'not_open' AS was, 'open' AS now, code FROM programmes_stage WHERE state <> 'not_open'
              UNION ALL SELECT s.programme_id, a.id, claimed_at, ref('partner' || claimed_by_id), 'programmes.answer', a.ref, 'claim', 'unanswered',
                     'claimed', a.code FROM programmes_answer a JOIN programmes_stage s ON s.id = a.stage_id
                     WHERE claimed_by_id IS NOT NULL AND s.programme_id % 10 = 1) told"""),
    ("the length of the books", """
        INSERT INTO trail_book (name, length, last_hash) SELECT book, count(*), md5(book) FROM trail_row GROUP BY book"""),
    ("sequences", """
        SELECT setval(pg_get_serial_sequence(quote_ident(table_name), 'id'), 10000000) FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'id' AND is_identity = 'YES' AND table_name ~ '^(accounts|partners|programmes|trail|post)_'"""),
)

# What people did in the day before the clock runs again: some claims were confirmed, some answers taken back, a few people left.
A_DAY = (
    """UPDATE programmes_answer SET state = 'met', confirmed_at = now(), confirmed_by_id = 101 + {staff}
       WHERE state = 'claimed' AND dice('confirm' || id, 50) = 0""",
    """UPDATE programmes_answer a SET state = 'met', confirmed_at = now(), confirmed_by_id = 101 + {staff}, claimed_by_id = 101,
              claimed_at = coalesce(claimed_at, now())
       FROM programmes_stage s WHERE s.id = a.stage_id AND s.state IN ('open', 'reopened') AND dice('finished' || s.id, 200) = 0 AND a.state <> 'met'""",
    """UPDATE programmes_answer a SET state = 'disputed' FROM programmes_stage s
       WHERE s.id = a.stage_id AND s.state IN ('ready', 'unresolved') AND a.state = 'met' AND dice('doubt' || a.id, 200) = 0""",
    """UPDATE partners_holding SET by_lay_chair = NOT by_lay_chair WHERE dice('corrected' || id, 400) = 0""",
    """DELETE FROM programmes_touchstonesignature WHERE dice('mistake' || id, 400) = 0""",
    """UPDATE programmes_stage SET changed_at = now() WHERE signed_at IS NOT NULL AND changed_at IS NULL AND dice('touched' || id, 400) = 0""",
)


def numbers(size: int) -> dict[str, Any]:
    return {"size": size, "thin": THIN_FROM, "every": max(size // 40, 1), "staff": max(size // 5, 50) if size < THIN_FROM else size // 20,
            "lay": max(size * 4, 100) if size < THIN_FROM else size, "organisations": max(min(size // 5, 2000), 5), "named": len(PEOPLE),
            "people": ", ".join(f"'{name}'" for name in PEOPLE)}


def fill(connection: psycopg.Connection, size: int) -> date:
    """Fill a migrated, empty database with `size` programmes; say which day they stand on. It takes about a minute for 10,000."""
    day = connection.execute("SELECT current_date").fetchone()[0]  # type: ignore[index]
    facts = numbers(size) | {"day": day.isoformat()}
    with connection.transaction():
        connection.execute("SET LOCAL jit = off")
        connection.execute("SET LOCAL work_mem = '256MB'")
        connection.execute(DICE)
        connection.execute(REF)
        connection.execute(UNNAMED)
        connection.execute("CREATE TABLE bench_standard (stage text, code text, position int)")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bench_standard VALUES (%s, %s, %s)", [
                (stage.code, standard.code, position) for stage in edition(CURRENT).stages
                for position, standard in enumerate(stage.standards, start=1)])
        for _name, statement in STEPS:
            connection.execute(statement.format(**facts))  # type: ignore[arg-type]
            connection.execute("ANALYZE")
        connection.execute("CREATE TABLE bench_size AS SELECT %s::int AS programmes, %s::date AS filled_on", (size, day))
    return day


def let_a_day_pass(connection: psycopg.Connection) -> None:
    """What people did since the clock ran last; then the next run has a day's work and not the work of a year."""
    size = connection.execute("SELECT programmes FROM bench_size").fetchone()[0]  # type: ignore[index]
    for statement in A_DAY:
        connection.execute(statement.format(**numbers(size)))  # type: ignore[arg-type]

