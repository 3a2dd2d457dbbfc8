import type { Day } from '../../days/calendar.ts'
import { Prisma, type Pupil } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { preparedStatement } from '../../platform/database/prepared-statement.ts'
import { jsonFields, type RowOf } from '../../platform/database/shape.ts'
import { concernWords } from '../../pupil-record/concerns/model.ts'
import { decisionWords } from '../../pupil-record/decisions/model.ts'
import { considerationWords } from '../../pupil-record/ehc-considerations/model.ts'
import { meetingWords } from '../../pupil-record/meetings/model.ts'
import { notDoneWords } from '../../pupil-record/not-done/model.ts'
import { assessmentWords, outcomeWords, planWords, provisionWords } from '../../pupil-record/plans/model.ts'
import { professionalWords } from '../../pupil-record/professionals/model.ts'
import { reviewWords } from '../../pupil-record/reviews/model.ts'
import { viewWords } from '../../pupil-record/views-given.ts'

const columns = ['upn', 'yearGroup', 'registrationGroup', 'enteredOn', 'leftOn'] as const

/**
 * The columns of a pupil that a search compares with the typed words, with the names of the classes that they are in on
 * the day.
 */
export type SearchablePupil = RowOf<Pupil, (typeof columns)[number]> & {
  readonly pupilId: string
  readonly forename: string
  readonly surname: string
  readonly legalName: string
  readonly classes: readonly string[]
}

/**
 * All pupils of the school, or those with some ids, as JSON text: a list of {@link SearchablePupil}. It reads all
 * pupils, because names are compared without accents and apostrophes, and plain PostgreSQL has no index for that.
 * Reading a large school takes milliseconds.
 */
export async function selectSearchablePupils(
  tx: Tx,
  { schoolId, today, pupilIds }: { schoolId: string; today: Day; pupilIds: readonly string[] | null },
): Promise<string> {
  const rows = await tx.$queryRaw<{ pupils: string }[]>`${preparedStatement}
    with classes as materialized (
      select m."pupilId", json_agg(distinct c.name order by c.name) as names
      from "ClassMember" m join "Class" c on c."schoolId" = m."schoolId" and c.id = m."classId"
      where m."schoolId" = ${schoolId}::uuid and m."from" <= ${today}::date and coalesce(m."until" >= ${today}::date, true)
      group by m."pupilId")
    select coalesce(json_agg(json_build_object(
      'pupilId', p.id, ${jsonFields(columns, 'p')}, 'forename', coalesce(p."preferredForename", p."legalForename"),
      'surname', coalesce(p."preferredSurname", p."legalSurname"), 'legalName', p."legalForename" || ' ' || p."legalSurname",
      'classes', coalesce(classes.names, '[]'))), '[]')::text as pupils
    from "Pupil" p left join classes on classes."pupilId" = p.id
    where p."schoolId" = ${schoolId}::uuid and (${pupilIds}::uuid[] is null or p.id = any(${pupilIds}::uuid[]))`
  return rows[0]?.pupils ?? '[]'
}

/** The kinds of entries that a search finds. */
export type NoteKind =
  | 'concern'
  | 'meeting'
  | 'decision'
  | 'letter'
  | 'plan'
  | 'review'
  | 'professional'
  | 'ehcConsideration'
  | 'notDone'

/** SQL: the names of the pupil `p` whom an entry is about. */
const namesOf = Prisma.sql`p."preferredForename", p."preferredSurname", p."legalForename", p."legalSurname"`

export interface NoteRow {
  readonly kind: NoteKind
  /** The id of the entry; for a review, of its plan; for a reason why a step is not done, of its rule. */
  readonly place: string
  readonly pupilId: string
  readonly forename: string
  readonly surname: string
  readonly on: Day
  /** Those texts of the entry that contain at least one of the searched words. */
  readonly text: string
  /** The number of all entries found, including those beyond `most`. */
  readonly count: number
}

/**
 * The newest entries that contain words. Each word is in the entry or in the pupil's name. At least one word is in the
 * entry and not in the name, because most entries contain the name. Withdrawn entries are left out. One statement,
 * which reads all that the school has written: no index finds words without their accents, and reading takes less time
 * than a person needs to look something up.
 * @param patterns a regular expression for each word, see ui/formats/search-key.ts
 */
export function selectNotes(
  tx: Tx,
  { schoolId, patterns, most }: { schoolId: string; patterns: readonly string[]; most: number },
): Promise<NoteRow[]> {
  const words = patterns.map((pattern) => `\\m${pattern}`)
  const any = words.join('|')
  return tx.$queryRaw<NoteRow[]>`${preparedStatement}
    with piece(kind, place, "pupilId", "on", text) as (
      select 'concern', x.id::text, x."pupilId", x."raisedOn", ${concernWords}
      from "Concern" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'meeting', x.id::text, x."pupilId", x."heldOn", ${meetingWords}
      from "Meeting" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'meeting', m.id::text, m."pupilId", m."heldOn", ${viewWords}
      from "View" x join "Meeting" m on m."schoolId" = x."schoolId" and m.id = x."meetingId"
      where x."schoolId" = ${schoolId}::uuid and m."withdrawnAt" is null
      union all
      select 'meeting', m.id::text, m."pupilId", m."heldOn", o.outcome
      from "Outcome" o join "Meeting" m on m."schoolId" = o."schoolId" and m.id = o."meetingId"
      where o."schoolId" = ${schoolId}::uuid and m."withdrawnAt" is null
      union all
      select 'decision', x.id::text, x."pupilId", x."decidedOn", ${decisionWords}
      from "Decision" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'letter', l.id::text, l."pupilId", (l."createdAt" at time zone 'Europe/London')::date, concat_ws(E'\n', l.subject, l.body, l."sentTo")
      from "Letter" l where l."schoolId" = ${schoolId}::uuid and coalesce((select bool_or(n."withdrawnAt" is null)
        from "Notice" n where n."schoolId" = l."schoolId" and n."pupilId" = l."pupilId" and n."letterId" = l.id), true)
      union all
      select 'plan', x.id::text, x."pupilId", x."agreedOn", ${planWords}
      from "Plan" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", ${assessmentWords}
      from "Assessment" x join "Plan" p on p."schoolId" = x."schoolId" and p.id = x."planId"
      where x."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", ${viewWords}
      from "View" x join "Assessment" a on a."schoolId" = x."schoolId" and a.id = x."assessmentId"
      join "Plan" p on p."schoolId" = a."schoolId" and p.id = a."planId"
      where x."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", ${outcomeWords}
      from "Outcome" x join "Plan" p on p."schoolId" = x."schoolId" and p.id = x."planId"
      where x."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", ${provisionWords}
      from "Provision" x join "Plan" p on p."schoolId" = x."schoolId" and p.id = x."planId"
      where x."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'review', x."planId"::text, x."pupilId", x."heldOn", ${reviewWords}
      from "Review" x join "Plan" p on p."schoolId" = x."schoolId" and p.id = x."planId"
      where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null and p."withdrawnAt" is null
      union all
      select 'review', r."planId"::text, r."pupilId", r."heldOn", ${viewWords}
      from "View" x join "Review" r on r."schoolId" = x."schoolId" and r.id = x."reviewId"
      join "Plan" p on p."schoolId" = r."schoolId" and p.id = r."planId"
      where x."schoolId" = ${schoolId}::uuid and r."withdrawnAt" is null and p."withdrawnAt" is null
      union all
      select 'review', r."planId"::text, r."pupilId", r."heldOn", g.note
      from "OutcomeProgress" g join "Review" r on r."schoolId" = g."schoolId" and r.id = g."reviewId"
      join "Plan" p on p."schoolId" = r."schoolId" and p.id = r."planId"
      where g."schoolId" = ${schoolId}::uuid and r."withdrawnAt" is null and p."withdrawnAt" is null
      union all
      select 'professional', x.id::text, x."pupilId",
        coalesce(x."adviceReceivedOn", x."contactedOn", x."agreementOn", (x."createdAt" at time zone 'Europe/London')::date),
        ${professionalWords}
      from "Professional" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'ehcConsideration', x.id::text, x."pupilId", x."consideredOn", ${considerationWords}
      from "EhcConsideration" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'notDone', x.rule, x."pupilId", x."recordedOn", ${notDoneWords}
      from "NotDone" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null and x."pupilId" is not null),
    entry as materialized (
      select kind, place, "pupilId", "on", string_agg(text, E'\n') as text
      from piece where text ~ ${any} group by kind, place, "pupilId", "on")
    select e.kind, e.place, e."pupilId", e."on"::text as "on", e.text, (count(*) over ())::int as count,
      coalesce(p."preferredForename", p."legalForename") as forename, coalesce(p."preferredSurname", p."legalSurname") as surname
    from entry e join "Pupil" p on p."schoolId" = ${schoolId}::uuid and p.id = e."pupilId"
    where (${words.length} = 1 or concat_ws(E'\n', ${namesOf}, e.text) ~ all(${words}::text[]))
      and not concat_ws(E'\n', ${namesOf}) ~ all(${words}::text[])
    order by e."on" desc, e.kind, e.place limit ${most}`
}
