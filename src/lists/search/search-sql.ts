import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { prepared } from '../../platform/database/prepared.ts'
import { concernWords } from '../../pupil-record/concerns/model.ts'

export interface PupilSought {
  readonly pupilId: string
  readonly upn: string
  readonly forename: string
  readonly surname: string
  readonly legalName: string
  readonly yearGroup: string
  readonly registrationGroup: string | null
  /** YYYY-MM-DD */
  readonly enteredOn: string | null
  /** YYYY-MM-DD */
  readonly leftOn: string | null
  /** The names of the classes that they are in on the day. */
  readonly classes: readonly string[]
}

/**
 * All pupils that the school has, or those of some ids, as JSON text: by what they are found. Everybody, because names are
 * compared without accents and apostrophes, which no index of a plain PostgreSQL does; a large school's take milliseconds.
 */
export async function selectPupilsSought(
  tx: Tx,
  { schoolId, today, pupilIds }: { schoolId: string; today: string; pupilIds: readonly string[] | null },
): Promise<string> {
  const rows = await tx.$queryRaw<{ pupils: string }[]>`${prepared}
    with classes as materialized (
      select m."pupilId", json_agg(distinct c.name order by c.name) as names
      from "ClassMember" m join "Class" c on c."schoolId" = m."schoolId" and c.id = m."classId"
      where m."schoolId" = ${schoolId}::uuid and m."from" <= ${today}::date and coalesce(m."until" >= ${today}::date, true)
      group by m."pupilId")
    select coalesce(json_agg(json_build_object(
      'pupilId', p.id, 'upn', p.upn, 'forename', coalesce(p."preferredForename", p."legalForename"),
      'surname', coalesce(p."preferredSurname", p."legalSurname"), 'legalName', p."legalForename" || ' ' || p."legalSurname",
      'yearGroup', p."yearGroup", 'registrationGroup', p."registrationGroup", 'enteredOn', p."enteredOn", 'leftOn', p."leftOn",
      'classes', coalesce(classes.names, '[]'))), '[]')::text as pupils
    from "Pupil" p left join classes on classes."pupilId" = p.id
    where p."schoolId" = ${schoolId}::uuid and (${pupilIds}::uuid[] is null or p.id = any(${pupilIds}::uuid[]))`
  return rows[0]?.pupils ?? '[]'
}

/** What an entry of a record is. */
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

/** Of the pupil `p` whom an entry is about. */
const namesOf = Prisma.sql`p."preferredForename", p."preferredSurname", p."legalForename", p."legalSurname"`

export interface NoteRow {
  readonly kind: NoteKind
  /** The entry's own id; of a review its plan's, of a step that was not done its rule's. */
  readonly place: string
  readonly pupilId: string
  readonly forename: string
  readonly surname: string
  /** YYYY-MM-DD */
  readonly on: string
  /** The texts of the entry in which one of the words stands. */
  readonly text: string
  /** Of all entries that were found, however many are given. */
  readonly count: number
}

/**
 * The newest entries of records in which words stand: each word in the entry or in the pupil's name, at least one of them in
 * the entry and not in the name, which stands in most that is written of a pupil. What was withdrawn is left out. One statement, which reads all that the school has written: no index serves
 * words without their accents, and it takes less time than a person to look up.
 * @param patterns a regular expression for each word, see web/fold.ts
 */
export function selectNotes(
  tx: Tx,
  { schoolId, patterns, most }: { schoolId: string; patterns: readonly string[]; most: number },
): Promise<NoteRow[]> {
  const words = patterns.map((pattern) => `\\m${pattern}`)
  const any = words.join('|')
  return tx.$queryRaw<NoteRow[]>`${prepared}
    with piece(kind, place, "pupilId", "on", text) as (
      select 'concern', x.id::text, x."pupilId", x."raisedOn", ${concernWords}
      from "Concern" x where x."schoolId" = ${schoolId}::uuid and x."withdrawnAt" is null
      union all
      select 'meeting', m.id::text, m."pupilId", m."heldOn",
        concat_ws(E'\n', m."strengthsAndDifficulties", m."nextSteps", m."whoTookPart", m."absenceReason")
      from "Meeting" m where m."schoolId" = ${schoolId}::uuid and m."withdrawnAt" is null
      union all
      select 'meeting', m.id::text, m."pupilId", m."heldOn", concat_ws(E'\n', v.words, v."inWhoseWords")
      from "View" v join "Meeting" m on m."schoolId" = v."schoolId" and m.id = v."meetingId"
      where v."schoolId" = ${schoolId}::uuid and m."withdrawnAt" is null
      union all
      select 'meeting', m.id::text, m."pupilId", m."heldOn", o.outcome
      from "Outcome" o join "Meeting" m on m."schoolId" = o."schoolId" and m.id = o."meetingId"
      where o."schoolId" = ${schoolId}::uuid and m."withdrawnAt" is null
      union all
      select 'decision', d.id::text, d."pupilId", d."decidedOn",
        concat_ws(E'\n', d.evidence, d."roleOfParent", d."roleOfPupil", d."roleOfStaff", d.teacher, d.senco)
      from "Decision" d where d."schoolId" = ${schoolId}::uuid and d."withdrawnAt" is null
      union all
      select 'letter', l.id::text, l."pupilId", (l."createdAt" at time zone 'Europe/London')::date, concat_ws(E'\n', l.subject, l.body, l."sentTo")
      from "Letter" l where l."schoolId" = ${schoolId}::uuid and coalesce((select bool_or(n."withdrawnAt" is null)
        from "Notice" n where n."schoolId" = l."schoolId" and n."pupilId" = l."pupilId" and n."letterId" = l.id), true)
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", concat_ws(E'\n', p."needsInALine", p."expectedImpact")
      from "Plan" p where p."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", concat_ws(E'\n', a."teacherAssessment", a."progressAndAttainment",
        a.comparison, a."externalAdvice")
      from "Assessment" a join "Plan" p on p."schoolId" = a."schoolId" and p.id = a."planId"
      where a."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", concat_ws(E'\n', v.words, v."inWhoseWords")
      from "View" v join "Assessment" a on a."schoolId" = v."schoolId" and a.id = v."assessmentId"
      join "Plan" p on p."schoolId" = a."schoolId" and p.id = a."planId"
      where v."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", concat_ws(E'\n', o.outcome, o.measure, o.baseline)
      from "Outcome" o join "Plan" p on p."schoolId" = o."schoolId" and p.id = o."planId"
      where o."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'plan', p.id::text, p."pupilId", p."agreedOn", concat_ws(E'\n', s.what, s."deliveredBy", s."howOften", s.impact)
      from "Provision" s join "Plan" p on p."schoolId" = s."schoolId" and p.id = s."planId"
      where s."schoolId" = ${schoolId}::uuid and p."withdrawnAt" is null
      union all
      select 'review', r."planId"::text, r."pupilId", r."heldOn", concat_ws(E'\n', r.impact, r."nextSteps")
      from "Review" r join "Plan" p on p."schoolId" = r."schoolId" and p.id = r."planId"
      where r."schoolId" = ${schoolId}::uuid and r."withdrawnAt" is null and p."withdrawnAt" is null
      union all
      select 'review', r."planId"::text, r."pupilId", r."heldOn", concat_ws(E'\n', v.words, v."inWhoseWords")
      from "View" v join "Review" r on r."schoolId" = v."schoolId" and r.id = v."reviewId"
      join "Plan" p on p."schoolId" = r."schoolId" and p.id = r."planId"
      where v."schoolId" = ${schoolId}::uuid and r."withdrawnAt" is null and p."withdrawnAt" is null
      union all
      select 'review', r."planId"::text, r."pupilId", r."heldOn", g.note
      from "OutcomeProgress" g join "Review" r on r."schoolId" = g."schoolId" and r.id = g."reviewId"
      join "Plan" p on p."schoolId" = r."schoolId" and p.id = r."planId"
      where g."schoolId" = ${schoolId}::uuid and r."withdrawnAt" is null and p."withdrawnAt" is null
      union all
      select 'professional', f.id::text, f."pupilId",
        coalesce(f."adviceReceivedOn", f."contactedOn", f."agreementOn", (f."createdAt" at time zone 'Europe/London')::date),
        concat_ws(E'\n', f.advice, f.service, f.name, f."agreementBy")
      from "Professional" f where f."schoolId" = ${schoolId}::uuid and f."withdrawnAt" is null
      union all
      select 'ehcConsideration', e.id::text, e."pupilId", e."consideredOn", concat_ws(E'\n', e.note, e."otherReason")
      from "EhcConsideration" e where e."schoolId" = ${schoolId}::uuid and e."withdrawnAt" is null
      union all
      select 'notDone', n.rule, n."pupilId", n."recordedOn", n.because
      from "NotDone" n where n."schoolId" = ${schoolId}::uuid and n."withdrawnAt" is null and n."pupilId" is not null),
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
