"""S: the clock's check of all stages, written by hand in SQL for PostgreSQL. It is what our own check is compared with.

The same rules on the same tables, in the same steps and transactions, but nothing travels to Python. The only thing it
leaves out: two rows of one book written in one step do not chain their hashes (SQL has no short word for that).
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from coprod.kit.clock import add_working_days, day_of, start_of
from programmes.catalogue import CURRENT, edition

RUNNING = "s.state <> 'not_open' AND p.state <> 'closed'"
SERVING = "o.state IN ('serving', 'ended') AND o.from_on <= %(on)s AND (o.until_on IS NULL OR o.until_on >= %(on)s)"
NAMED = "('proposed', 'accepted', 'agreed', 'serving')"
LONDON = "AT TIME ZONE 'Europe/London'"

# Every step first notes in `moved` what it did; then the books are written up.
MOVED = """CREATE TEMP TABLE IF NOT EXISTS moved (book text, kind text, subject text, move text, was text, now text, about jsonb)
           ON COMMIT DELETE ROWS"""
WRITE_UP = """
    WITH told AS (
        SELECT m.*, coalesce(b.length, 0) + row_number() OVER (PARTITION BY m.book ORDER BY m.subject) AS number, coalesce(b.last_hash, '') AS before
        FROM moved m LEFT JOIN trail_book b ON b.name = m.book
    ), written AS (
        INSERT INTO trail_row (book, number, at, actor, role, kind, subject, move, was, now, about, before, hash)
        SELECT book, number, %(at)s, 'clock', '', kind, subject, move, was, now, about, before,
               encode(sha256(convert_to(concat_ws('|', book, number, kind, subject, move, was, now, about, before), 'UTF8')), 'hex')
        FROM told RETURNING book, number, hash
    )
    INSERT INTO trail_book (name, length, last_hash) SELECT DISTINCT ON (book) book, number, hash FROM written ORDER BY book, number DESC
    ON CONFLICT (name) DO UPDATE SET length = excluded.length, last_hash = excluded.last_hash"""

TERMS = """
    WITH ended AS (
        UPDATE partners_holding SET state = 'ended', closed_at = %(at)s WHERE state = 'serving' AND until_on < %(on)s
        RETURNING ref, seat_id, until_on
    ), empty AS (
        INSERT INTO partners_vacancy (ref, seat_id, from_on, cover_note) SELECT substr(md5(random()::text), 1, 14), seat_id, until_on, '' FROM ended
        RETURNING ref, seat_id
    )
    INSERT INTO moved
    SELECT g.home_book, 'partners.holding', e.ref, 'end', 'serving', 'ended', '{}'::jsonb
    FROM ended e JOIN partners_seat t ON t.id = e.seat_id JOIN partners_group g ON g.id = t.group_id
    UNION ALL SELECT g.home_book, 'partners.vacancy', v.ref, 'open', '', '', jsonb_build_object('seat', t.ref, 'holding', e.ref)
    FROM empty v JOIN ended e ON e.seat_id = v.seat_id JOIN partners_seat t ON t.id = v.seat_id JOIN partners_group g ON g.id = t.group_id"""

OPEN = """
    WITH opened AS (
        UPDATE programmes_stage s SET state = 'open', opened_at = %(at)s FROM programmes_programme p
        WHERE p.id = s.programme_id AND s.state = 'not_open' AND s.opens_on <= %(on)s AND p.state <> 'closed' RETURNING s.id, s.ref, s.code, s.programme_id, p.ref AS book
    ), answers AS (
        INSERT INTO programmes_answer (ref, stage_id, code, position, state, claim, not_met_because)
        SELECT substr(md5(random()::text || o.id || position), 1, 14), o.id, a.code, a.position, 'unanswered', '', ''
        FROM opened o JOIN (VALUES {standards}) a (stage, code, position) ON a.stage = o.code
    ), advanced AS (
        UPDATE programmes_programme p SET state = 'active' WHERE p.state IN ('started', 'in_review')
        AND EXISTS (SELECT FROM opened o WHERE o.programme_id = p.id AND o.code = 'S8') RETURNING ref, id
    )
    INSERT INTO moved SELECT book, 'programmes.stage', ref, 'open', 'not_open', 'open', jsonb_build_object('code', code) FROM opened
    UNION ALL SELECT a.ref, 'programmes.programme', a.ref, 'activate', 'started', 'active', '{{}}' FROM advanced a"""

RECORDS = f"""
    WITH stage AS (
        SELECT s.id, s.code, s.programme_id, s.workstream_id, s.cycle, s.opened_at FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
        WHERE {RUNNING} AND s.code IN ('S1', 'S2', 'S4', 'S6', 'S7', 'S12')
    ), chosen AS MATERIALIZED (
        SELECT c.programme_id, bool_and(NOT c.is_other OR EXISTS (SELECT FROM programmes_leadersview x WHERE x.choice_id = c.id)) AS asked,
               bool_and(NOT EXISTS (SELECT FROM programmes_phase x WHERE x.choice_id = c.id AND x.compared_at IS NULL)) AS compared
        FROM programmes_choice c JOIN programmes_programme p ON p.id = c.programme_id AND p.cycle = c.cycle WHERE c.replaced_at IS NULL GROUP BY 1
    ), given AS MATERIALIZED (
        SELECT t.programme_id, count(DISTINCT t.side) = 2 AS both FROM programmes_sheet t
        JOIN programmes_programme p ON p.id = t.programme_id AND p.cycle = t.cycle WHERE t.given_at IS NOT NULL GROUP BY 1
    ), lay AS MATERIALIZED (
        SELECT DISTINCT x.programme_id, g.level FROM (SELECT programme_id, group_id FROM programmes_programmegroup
            UNION ALL SELECT programme_id, group_id FROM programmes_workstream) x
        JOIN partners_group g ON g.id = x.group_id JOIN partners_seat t ON t.group_id = g.id WHERE t.is_lay AND t.closed_on IS NULL
    ), used AS MATERIALIZED (
        SELECT l.programme_id, bool_and(y.level IS NOT NULL) AS lay FROM programmes_programmegroup l JOIN partners_group g ON g.id = l.group_id
        LEFT JOIN lay y ON y.programme_id = l.programme_id AND y.level = g.level GROUP BY 1
    ), positions AS MATERIALIZED (
        SELECT l.programme_id, l.group_id, g.home_book FROM programmes_programmegroup l JOIN partners_group g ON g.id = l.group_id
        WHERE g.kind IN ('advisory', 'forum')
        UNION ALL SELECT w.programme_id, w.group_id, '' FROM programmes_workstream w WHERE w.closed_on IS NULL OR w.closed_on >= %(on)s
    ), described AS MATERIALIZED (
        SELECT s.id, bool_and(p.home_book NOT IN ('', m.ref) OR EXISTS (
            SELECT FROM programmes_roleprofile r WHERE r.group_id = p.group_id AND r.programme_id = s.programme_id AND r.cycle = s.cycle
            AND r.published_at IS NOT NULL)) AS each
        FROM stage s JOIN positions p USING (programme_id) JOIN programmes_programme m ON m.id = s.programme_id WHERE s.code = 'S4' GROUP BY 1
    ), qualities AS MATERIALIZED (
        SELECT programme_id, cycle, bool_and('' NOT IN (strategic, vision, challenge, links, time)
                                             AND (other_qualities = '' OR other_agreed_by <> '')) AS agreed
        FROM programmes_roleprofile WHERE published_at IS NOT NULL GROUP BY 1, 2
    ), sides AS MATERIALIZED (
        SELECT m.programme_id, bool_and(t.id IS NOT NULL) AS signed FROM programmes_membership m
        LEFT JOIN programmes_touchstonesignature t ON t.membership_id = m.id
        WHERE m.signs AND m.from_on <= %(on)s AND (m.until_on IS NULL OR m.until_on >= %(on)s) GROUP BY 1
    ), seats AS MATERIALIZED (
        SELECT w.id, bool_and(EXISTS (SELECT FROM partners_holding h WHERE h.seat_id = t.id AND h.state IN ('ended', {NAMED[1:]})) AS offered
        FROM programmes_workstream w JOIN partners_seat t ON t.group_id = w.group_id WHERE t.is_lay AND t.closed_on IS NULL GROUP BY 1
    ), held AS MATERIALIZED (
        SELECT w.id, count(DISTINCT h.seat_id) FILTER (WHERE h.state <> 'ended') AS named,
               count(DISTINCT h.seat_id) FILTER (WHERE (h.proposed_at {LONDON})::date <= w.first_meeting_on
                                                 AND (h.until_on IS NULL OR h.until_on >= w.first_meeting_on)) AS in_time,
               bool_and(h.by_lay_chair AND h.from_advisory) AS allocated, bool_and(h.state IN ('serving', 'ended')) AS confirmed,
               bool_and(h.hours_a_month IS NOT NULL) AS hours
        FROM programmes_workstream w JOIN partners_seat t ON t.group_id = w.group_id AND t.is_lay
        JOIN partners_holding h ON h.seat_id = t.id AND h.state IN ('ended', {NAMED[1:]} GROUP BY 1
    ), empty AS MATERIALIZED (
        SELECT DISTINCT w.id FROM programmes_workstream w JOIN partners_seat t ON t.group_id = w.group_id AND t.is_lay
        JOIN partners_vacancy v ON v.seat_id = t.id
        WHERE v.until_on IS NULL AND v.from_on < %(on)s - 28 OR v.until_on > v.from_on + 28 OR v.recorded_at IS NULL AND v.from_on < %(on)s
    ), verdict AS (
        SELECT s.id, c.code, c.shown FROM stage s, LATERAL (VALUES
            ('1.2', EXISTS (SELECT FROM programmes_focuscomment c JOIN programmes_focusstatement f ON f.id = c.statement_id
                            WHERE f.programme_id = s.programme_id AND c.by_leader)),
            ('1.3', EXISTS (SELECT FROM programmes_scopepoint x WHERE x.programme_id = s.programme_id AND x.removed_at IS NULL))) c (code, shown)
        WHERE s.code = 'S1'
        UNION ALL SELECT s.id, v.code, coalesce(v.shown, false) FROM stage s LEFT JOIN chosen c USING (programme_id) LEFT JOIN given g USING (programme_id),
            LATERAL (VALUES ('2.1', g.both, 'S2'), ('2.2', c.asked, 'S2'), ('2.3', c.programme_id IS NOT NULL, 'S2'), ('12.5', c.compared, 'S12'))
            v (code, shown, stage) WHERE v.stage = s.code
        UNION ALL SELECT s.id, '12.6', NOT EXISTS (
            SELECT FROM programmes_tailoring t WHERE t.programme_id = s.programme_id AND t.cycle = s.cycle
            AND t.state IN ('active', 'expiring', 'reopened', 'ended') AND (t.reviewed_at IS NULL OR t.reviewed_at < s.opened_at))
        FROM stage s WHERE s.code = 'S12'
        UNION ALL SELECT s.id, '2.5', coalesce(u.lay, EXISTS (SELECT FROM programmes_workstream w WHERE w.programme_id = s.programme_id))
        FROM stage s LEFT JOIN used u USING (programme_id) WHERE s.code = 'S2'
        UNION ALL SELECT s.id, v.code, coalesce(v.shown, false) FROM stage s LEFT JOIN described d USING (id) LEFT JOIN qualities q USING (programme_id, cycle),
            LATERAL (VALUES ('4.1', d.each), ('4.2', q.agreed)) v (code, shown) WHERE s.code = 'S4'
        UNION ALL SELECT s.id, '6.2', coalesce(x.signed, false) FROM stage s LEFT JOIN sides x USING (programme_id) WHERE s.code = 'S6'
        UNION ALL SELECT s.id, c.code, c.shown FROM stage s JOIN programmes_workstream w ON w.id = s.workstream_id LEFT JOIN held h ON h.id = w.id
        LEFT JOIN seats t ON t.id = w.id LEFT JOIN empty e ON e.id = w.id, LATERAL (VALUES
            ('7.1', coalesce(CASE WHEN w.first_meeting_on <= %(on)s THEN h.in_time ELSE h.named END, 0) >= 2),
            ('7.2', coalesce(h.allocated, false)), ('7.3', coalesce(h.confirmed, true) AND coalesce(t.offered, true)),
            ('7.4', e.id IS NULL), ('7.5', coalesce(h.hours, false))) c (code, shown)
        WHERE s.code = 'S7'
    ), noted AS (
        UPDATE programmes_answer a SET shown = v.shown FROM verdict v
        WHERE a.stage_id = v.id AND a.code = v.code AND a.shown IS DISTINCT FROM v.shown RETURNING a.stage_id, a.shown
    )
    UPDATE programmes_stage SET changed_at = %(at)s WHERE id IN (SELECT stage_id FROM noted WHERE NOT shown) AND changed_at IS NULL
    AND state IN ('signed_off', 'signed_off_with_concerns', 'closed_with_gaps')"""

CLAIM = f"""
    WITH claimed AS (
        UPDATE programmes_answer a SET state = 'claimed', claim = '', claimed_at = %(at)s
        FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
        WHERE s.id = a.stage_id AND {RUNNING} AND s.state IN ('open', 'reopened') AND a.state = 'unanswered' AND a.shown AND a.claimed_by_id IS NULL
        RETURNING a.id, a.ref, a.code, p.ref AS book
    ), shown AS (
        INSERT INTO programmes_evidence (ref, answer_id, kind, title, text, dated_on, link, file, file_name, content_type, size, sha256, audience, added_at)
        SELECT substr(md5(random()::text || id), 1, 14), id, 'record', '', '', %(on)s, '', '', '', '', 0, '', 'programme', %(at)s FROM claimed
    )
    INSERT INTO moved SELECT book, 'programmes.answer', ref, 'claim', 'unanswered', 'claimed', jsonb_build_object('code', code) FROM claimed"""

TAKE_BACK = f"""
    WITH denied AS (
        UPDATE programmes_answer a SET state = 'unanswered', claimed_at = NULL
        FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
        WHERE s.id = a.stage_id AND {RUNNING} AND a.state = 'claimed' AND NOT a.shown AND a.claimed_by_id IS NULL
        RETURNING a.id, a.ref, a.code, p.ref AS book
    ), withdrawn AS (
        UPDATE programmes_evidence e SET withdrawn_at = %(at)s FROM denied d WHERE e.answer_id = d.id AND e.kind = 'record' AND e.withdrawn_at IS NULL
    )
    INSERT INTO moved SELECT book, 'programmes.answer', ref, 'withdraw', 'claimed', 'unanswered', jsonb_build_object('code', code) FROM denied"""

GAP = "EXISTS (SELECT FROM programmes_answer a WHERE a.stage_id = s.id AND NOT (a.state IN ('not_met', 'waived', 'excepted') OR a.state = 'met' AND a.shown IS NOT FALSE))"

READY = f"""
    WITH gone AS (
        UPDATE programmes_stage s SET state = 'ready', ready_at = %(at)s FROM programmes_programme p, (SELECT id, state FROM programmes_stage) old
        WHERE p.id = s.programme_id AND old.id = s.id AND {RUNNING} AND s.state IN ('open', 'reopened') AND NOT {GAP}
        RETURNING s.ref, s.code, p.ref AS book, old.state AS was
    )
    INSERT INTO moved SELECT book, 'programmes.stage', ref, 'become_ready', was, 'ready', jsonb_build_object('code', code) FROM gone"""

FALL_BACK = f"""
    WITH gone AS (
        UPDATE programmes_stage s SET state = CASE s.state WHEN 'ready' THEN 'open' ELSE 'reopened' END, ready_at = NULL FROM programmes_programme p
        WHERE p.id = s.programme_id AND {RUNNING} AND s.state IN ('ready', 'unresolved') AND {GAP} RETURNING s.ref, s.code, s.state AS now, p.ref AS book
    )
    INSERT INTO moved SELECT book, 'programmes.stage', ref, 'fall_back', CASE now WHEN 'open' THEN 'ready' ELSE 'unresolved' END, now,
                             jsonb_build_object('code', code) FROM gone"""

SAY = """INSERT INTO post_message (kind, about, "to", occasion, book, written_at, due_at, state, claimed_by, tries)
SELECT %(kind)s, about, who, occasion, book, %(at)s, %(at)s, 'waiting', '', 0 FROM ("""
ONCE = ") said ON CONFLICT DO NOTHING"

# Who holds the role of each row in `here` (a stage and a role): rows of stage, partner.
WHO = f"""
    SELECT h.id AS stage, t.partner_id FROM here h JOIN programmes_teamrole t ON t.programme_id = h.programme_id AND t.role = h.role
        AND (t.role <> 'WL' OR h.workstream_id IS NULL OR h.workstream_id = t.workstream_id)
    WHERE h.role IN ('SRO', 'PM', 'WL') AND t.from_on <= %(on)s AND (t.until_on IS NULL OR t.until_on >= %(on)s)
    UNION ALL SELECT h.id, o.partner_id FROM here h JOIN programmes_workstream w ON w.id = h.workstream_id
        JOIN partners_seat t ON t.group_id = w.group_id AND t.is_lay JOIN partners_holding o ON o.seat_id = t.id WHERE h.role = 'PAIR' AND {SERVING}
    UNION ALL SELECT h.id, o.partner_id FROM here h JOIN programmes_workstream w ON w.programme_id = h.programme_id
        JOIN partners_seat t ON t.group_id = w.group_id AND t.is_lay JOIN partners_holding o ON o.seat_id = t.id
    WHERE h.role = 'PAIR' AND h.workstream_id IS NULL AND {SERVING}
    UNION ALL SELECT h.id, o.partner_id FROM here h JOIN programmes_programmegroup l ON l.programme_id = h.programme_id
        JOIN partners_group g ON g.id = l.group_id AND g.kind = CASE h.role WHEN 'FND' THEN 'founding' WHEN 'PANEL' THEN 'panel' ELSE 'advisory' END
        JOIN partners_seat t ON t.group_id = g.id AND t.is_lay JOIN partners_holding o ON o.seat_id = t.id
    WHERE h.role IN ('FND', 'PANEL', 'LCC') AND (g.kind <> 'advisory' OR t.office IN ('chair', 'co_chair')) AND {SERVING}
    UNION ALL SELECT h.id, y.partner_id FROM here h JOIN programmes_membership m ON m.programme_id = h.programme_id AND m.signs
        AND m.from_on <= %(on)s AND (m.until_on IS NULL OR m.until_on >= %(on)s)
        JOIN partners_signatory y ON y.organisation_id = m.organisation_id
    WHERE h.role = 'ORG' AND y.from_on <= %(on)s AND (y.until_on IS NULL OR y.until_on >= %(on)s)"""
WHO_SIGNS = "JOIN (VALUES {signs}) g (stage, role, first, later) ON g.stage = s.code AND CASE WHEN s.cycle = 1 THEN g.first ELSE g.later END"

DUE = f"""
    {SAY} WITH here AS MATERIALIZED (
        SELECT s.id, s.ref, s.programme_id, s.workstream_id, s.due_on, %(on)s - s.due_on AS late, p.ref AS book, 'PM' AS role
        FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
        WHERE p.state <> 'closed' AND s.state IN ('open', 'reopened') AND s.due_on <= %(on)s + 7 AND {GAP}
    ), who AS (
        SELECT h.id AS stage, t.partner_id FROM here h JOIN programmes_teamrole t ON t.programme_id = h.programme_id
        AND (t.role = 'PM' OR t.role = 'WL' AND h.late < 7 AND (h.workstream_id IS NULL OR h.workstream_id = t.workstream_id))
        WHERE t.from_on <= %(on)s AND (t.until_on IS NULL OR t.until_on >= %(on)s)
    )
    SELECT h.ref AS about, r.ref AS who, h.book, h.due_on || CASE WHEN late < 0 THEN ':before' ELSE ':week' || late / 7 END AS occasion
    FROM here h JOIN who w ON w.stage = h.id JOIN partners_partner r ON r.id = w.partner_id {ONCE}"""

CLAIMS = f"""
    {SAY} WITH oldest AS (SELECT stage_id, min(claimed_at) AS at FROM programmes_answer WHERE state = 'claimed' AND claimed_at < %(limit)s GROUP BY 1
    ), here AS MATERIALIZED (
        SELECT s.id, s.programme_id, s.workstream_id, g.role FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
        JOIN oldest o ON o.stage_id = s.id {WHO_SIGNS} AND g.role IN ('FND', 'PAIR', 'PANEL', 'LCC')
        WHERE p.state <> 'closed' AND s.state IN ('open', 'ready', 'reopened', 'unresolved')
    ), who AS ({WHO})
    SELECT s.ref AS about, r.ref AS who, p.ref AS book, 'since ' || (o.at {LONDON})::date AS occasion
    FROM who w JOIN programmes_stage s ON s.id = w.stage JOIN programmes_programme p ON p.id = s.programme_id JOIN oldest o ON o.stage_id = s.id
    JOIN partners_partner r ON r.id = w.partner_id {ONCE}"""

SIGN = f"""
    {SAY} WITH here AS MATERIALIZED (
        SELECT s.id, s.programme_id, s.workstream_id, g.role FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
        {WHO_SIGNS} WHERE p.state <> 'closed' AND s.state = 'ready'
    ), who AS ({WHO})
    SELECT s.ref AS about, r.ref AS who, p.ref AS book, s.round || ':' || (s.ready_at {LONDON})::date AS occasion
    FROM who w JOIN programmes_stage s ON s.id = w.stage JOIN programmes_programme p ON p.id = s.programme_id
    JOIN partners_partner r ON r.id = w.partner_id
    WHERE NOT EXISTS (SELECT FROM programmes_signature x WHERE x.stage_id = s.id AND x.round = s.round AND x.partner_id = w.partner_id
                      AND x.replaced_at IS NULL) {ONCE}"""

CHANGED = f"""
    {SAY} SELECT s.ref AS about, r.ref AS who, p.ref AS book, s.round || ':' || (s.changed_at {LONDON})::date AS occasion
    FROM programmes_stage s JOIN programmes_programme p ON p.id = s.programme_id
    JOIN programmes_signature x ON x.stage_id = s.id AND x.round = s.round AND x.replaced_at IS NULL JOIN partners_partner r ON r.id = x.partner_id
    WHERE s.changed_at IS NOT NULL AND s.state IN ('signed_off', 'signed_off_with_concerns', 'closed_with_gaps') AND p.state <> 'closed' {ONCE}"""

SEATS = f"""
    {SAY} WITH empty AS MATERIALIZED (
        SELECT v.ref, w.programme_id, g.home_book AS book, %(on)s - v.from_on AS days FROM partners_vacancy v JOIN partners_seat t ON t.id = v.seat_id
        JOIN partners_group g ON g.id = t.group_id JOIN programmes_workstream w ON w.group_id = g.id JOIN programmes_programme p ON p.id = w.programme_id
        WHERE v.until_on IS NULL AND t.is_lay AND t.closed_on IS NULL AND w.closed_on IS NULL AND v.from_on <= %(on)s AND p.state <> 'closed'
    )
    SELECT e.ref AS about, r.ref AS who, e.book, CASE WHEN days < 14 THEN 'day 0' WHEN days <= 28 THEN 'day 14' ELSE 'past day 28' END AS occasion
    FROM empty e JOIN (
        SELECT t.programme_id, t.partner_id, t.role FROM programmes_teamrole t
        WHERE t.role IN ('PM', 'SRO') AND t.from_on <= %(on)s AND (t.until_on IS NULL OR t.until_on >= %(on)s)
        UNION ALL SELECT l.programme_id, o.partner_id, 'LCC' FROM programmes_programmegroup l JOIN partners_group g ON g.id = l.group_id
        JOIN partners_seat t ON t.group_id = g.id AND t.is_lay JOIN partners_holding o ON o.seat_id = t.id
        WHERE g.kind = 'advisory' AND t.office IN ('chair', 'co_chair')
        AND o.state IN ('serving', 'ended') AND o.from_on <= %(on)s AND (o.until_on IS NULL OR o.until_on >= %(on)s)
    ) w USING (programme_id) JOIN partners_partner r ON r.id = w.partner_id
    WHERE w.role = 'LCC' OR w.role = CASE WHEN days > 28 THEN 'SRO' ELSE 'PM' END {ONCE}"""


def _signs() -> str:
    """(stage, role, in the first cycle, in later ones) as SQL; the lay co-chair signs for the Advisory Group."""
    found: dict[tuple[str, str], list[bool]] = {}
    for stage in edition(CURRENT).stages:
        for signatory in stage.signatories:
            for cycle in (1, 2):
                role = signatory.role_in(cycle)
                found.setdefault((stage.code, "LCC" if role == "AG" else role), [False, False])[cycle - 1] = True
    return ", ".join(f"('{stage}', '{role}', {first}, {later})" for (stage, role), (first, later) in found.items())


def _standards() -> str:
    return ", ".join(f"('{stage.code}', '{standard.code}', {n})" for stage in edition(CURRENT).stages
                     for n, standard in enumerate(stage.standards, start=1))


def sweep(at: datetime) -> dict[str, int]:
    """Check everything once; how many messages were new."""
    on = day_of(at)
    facts: dict[str, Any] = {"at": at, "on": on, "limit": start_of(add_working_days(on, -5))}
    signs, standards = _signs(), _standards()
    steps = ([TERMS], [OPEN.format(standards=standards)], [RECORDS], [CLAIM, TAKE_BACK], [READY, FALL_BACK])
    said = [("standards_due", DUE), ("claims_waiting", CLAIMS), ("sign_off_asked", SIGN), ("changed_since_signed", CHANGED), ("seat_empty", SEATS)]
    messages = 0
    with connection.cursor() as cursor:
        cursor.execute(MOVED)
        for step in steps:
            with transaction.atomic():
                for statement in step:
                    cursor.execute(statement, facts)
                if step[0] is not RECORDS:
                    cursor.execute(WRITE_UP, facts)
        with transaction.atomic():
            for kind, statement in said:
                cursor.execute(statement.replace("{signs}", signs), facts | {"kind": kind})
                messages += cursor.rowcount
    return {"messages": messages}


def what_stands() -> dict[str, Any]:
    """A digest of everything that a sweep may change, to see that both left the same behind."""
    digests = {
        "messages": """SELECT count(*) || ' ' || coalesce(md5(string_agg(concat_ws('|', kind, about, "to", occasion, book), ' '
                       ORDER BY kind, about, "to", occasion)), '') FROM post_message WHERE kind <> 'seat_empty'""",
        "seats": """SELECT count(*) || ' ' || count(DISTINCT "to") FROM post_message WHERE kind = 'seat_empty'""",
        "answers": """SELECT md5(string_agg(concat_ws('|', stage_id, code, state, shown, claimed_at), ' ' ORDER BY stage_id, code)) FROM programmes_answer""",
        "stages": """SELECT md5(string_agg(concat_ws('|', id, state, changed_at, ready_at, opened_at), ' ' ORDER BY id)) FROM programmes_stage""",
        "trail": """SELECT count(*) || ' ' || md5(string_agg(t, ' ' ORDER BY t)) FROM (SELECT concat_ws('|', book, kind, move, was, now, about) AS t
                    FROM trail_row WHERE actor = 'clock') r""",
        "evidence": "SELECT count(*) || ' ' || count(withdrawn_at) FROM programmes_evidence",
        "vacancies": "SELECT count(*) || ' ' || sum(seat_id) FROM partners_vacancy",
    }
    with connection.cursor() as cursor:
        found = {}
        for name, text in digests.items():
            cursor.execute(text)
            found[name] = cursor.fetchone()[0]
    return found
