import type { Day } from '../days/calendar.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { preparedStatement } from '../platform/database/prepared-statement.ts'
import { momentOf, type VersionsRow } from '../platform/database/record-versions.ts'

/*
 * Statements that read what the rules judge. Each returns JSON text built by PostgreSQL: one row per pupil instead of
 * one per fact, with dates as YYYY-MM-DD. Nulls are left out, as the contract allows. Items of a list come in the order
 * in which they were entered, because "latest" and "earliest" break ties by position.
 */

/** The given pupil ids, or all pupils on the school's roll on the day. */
export type PupilIds = readonly string[] | 'all'

export interface PupilsQuery {
  readonly schoolId: string
  readonly pupilIds: PupilIds
  readonly asOf: Day
}

interface PupilRow {
  readonly pupilId: string
  /** SEN status in the school's information system: none, SEN Support, EHC plan. */
  readonly inSystem: 'N' | 'K' | 'E'
  /**
   * JSON list of `[staffId, from, until]`, one for each period in which a member of staff worked with the pupil; in no
   * particular order.
   */
  readonly spells: string
  /** The pupil's part of the contract's record, as JSON; its `staff` list is empty. */
  readonly record: string
}

/**
 * `'all'` leaves out pupils who have not entered yet or have left (`leftOn` is the last day): the school no longer
 * supports them, and steps open when they left would stay missing for ever. A pupil given by id is included, because
 * their page can still be opened.
 */
const asked = ({ schoolId, pupilIds, asOf }: PupilsQuery): Prisma.Sql =>
  pupilIds === 'all'
    ? Prisma.sql`p."schoolId" = ${schoolId}::uuid and coalesce(p."enteredOn" <= ${asOf}::date, true)
        and coalesce(p."leftOn" >= ${asOf}::date, true)`
    : Prisma.sql`p."schoolId" = ${schoolId}::uuid and p.id = any(${[...pupilIds]}::uuid[])`

/** SQL: the order of pupils by name. Collation "C" gives the same order on every database. */
const fixedOrder = Prisma.sql`p."legalSurname" collate "C", p."legalForename" collate "C", p.id`

/*
 * Every list, and every list inside a list, is a correlated subquery, so that each finds its rows by an index. Joining
 * whole lists is no faster, and takes minutes while PostgreSQL has no statistics, as after an import.
 */

/** JSON list of a pupil's rows of a table, filtered by `where`. By default it leaves out withdrawn rows. */
const list = (table: string, fields: string, where = 'x."withdrawnAt" is null'): string => `(
  select coalesce(json_agg(json_build_object(${fields}) order by x."createdAt", x.id), '[]') from "${table}" x
  where x."schoolId" = p."schoolId" and x."pupilId" = p.id and ${where})`

/** SQL: the row belongs to a plan that is not withdrawn. Briefings of a withdrawn plan are left out. */
const ofPlanThatStands = `exists (select from "Plan" n
  where n."schoolId" = x."schoolId" and n.id = x."planId" and n."withdrawnAt" is null)`

const field = (name: string): string => `'${name}', x."${name}"`
const fields = (...names: string[]): string => names.map(field).join(', ')

/**
 * SQL: the words of a view. Declining to give a view counts as an answer, but the record's field must not be blank,
 * so a declined view gets the words below.
 */
const words = (speaker: 'parent' | 'pupil', where: string): string => `(
  select case when v.declined then 'Declined to give a view' else v.words end from "View" v
  where v."schoolId" = x."schoolId" and ${where} and v.speaker = '${speaker}')`

const outcomes = `(
  select coalesce(json_agg(o.outcome order by o.position, o.id), '[]') from "Outcome" o
  where o."schoolId" = x."schoolId" and o."meetingId" = x.id)`

const provisions = (kind: 'adjustment' | 'intervention' | 'support'): string => `(
  select string_agg(v.what, E'\\n' order by v.position, v.id) from "Provision" v
  where v."schoolId" = x."schoolId" and v."planId" = x.id and v.kind = '${kind}')`

const assessment = `(
  select json_build_object('assessedOn', s."assessedOn", 'teacher', s.teacher, 'senco', s.senco,
    'teacherAssessment', s."teacherAssessment", 'progressAndAttainment', s."progressAndAttainment", 'comparison', s.comparison,
    'parentViews', ${words('parent', 'v."assessmentId" = s.id')}, 'pupilViews', ${words('pupil', 'v."assessmentId" = s.id')},
    'externalAdviceRelevant', s."externalAdviceRelevant", 'externalAdvice', s."externalAdvice", 'reviewedOn', s."reviewedOn")
  from "Assessment" s where s."schoolId" = x."schoolId" and s."planId" = x.id)`

const review = `(
  select json_build_object('heldOn', r."heldOn", 'parentViews', ${words('parent', 'v."reviewId" = r.id')},
    'pupilViews', ${words('pupil', 'v."reviewId" = r.id')}, 'impact', r.impact, 'decision', r.decision)
  from "Review" r where r."schoolId" = x."schoolId" and r."planId" = x.id and r."withdrawnAt" is null)`

const agreement = `case when x."agreementAnswer" is not null and x."agreementOn" is not null then
  json_build_object('answer', x."agreementAnswer", 'on', x."agreementOn", 'by', coalesce(x."agreementBy", '')) end`

const roles = `json_build_object('parent', x."roleOfParent", 'pupil', x."roleOfPupil", 'staff', x."roleOfStaff")`

/** The strategies ticked from the school's list, one a line, then the free text. */
const strategiesTried = `case when cardinality(x.strategies) = 0 then x."universalStrategies"
  else concat_ws(E'\\n', array_to_string(x.strategies, E'\\n'), x."universalStrategies") end`

const concernFields = `${fields('id', 'raisedOn', 'raisedBy')}, 'universalStrategies', ${strategiesTried},
  ${fields('answeredOn', 'closedOn')}`

const meetingFields = `${fields('id', 'kind', 'heldOn', 'parentTookPart', 'pupilTookPart', 'absenceReason')},
  ${field('strengthsAndDifficulties')}, 'parentConcerns', ${words('parent', 'v."meetingId" = x.id')}, 'outcomes', ${outcomes},
  ${fields('nextSteps', 'noteFiledOn', 'noteGivenToParentsOn', 'iassExplainedOn')}`

const decisionFields = `${fields('id', 'decidedOn', 'decision', 'teacher', 'senco', 'evidence', 'higherNeed')},
  ${fields('explainedToParentsOn', 'recordedOn', 'reviewOn')}, 'roles', ${roles}`

const planFields = `${fields('id', 'agreedOn', 'teacher', 'senco', 'parentConsultedOn', 'pupilConsultedOn')},
  'adjustments', ${provisions('adjustment')}, 'interventions', ${provisions('intervention')}, 'support', ${provisions('support')},
  ${fields('expectedImpact', 'reviewOn', 'startedOn', 'recordedOnInformationSystemOn')},
  'assessment', ${assessment}, 'review', ${review}`

const professionalFields = `${fields('id', 'service', 'alreadyWorkingWithSchool')}, 'agreement', ${agreement},
  ${fields('contactedOn', 'adviceReceivedOn')}`

/**
 * The periods of class staff and of a pupil's own staff, limited to each one's employment at the school. A period whose
 * end is before its start never took place.
 */
const spells = `(
  select coalesce(json_agg(json_build_array(n."staffId", greatest(n."from", t."startedOn"), least(n."until", t."leftOn"))), '[]')
  from (
    select s."staffId", greatest(m."from", s."from") as "from", least(m."until", s."until") as "until"
    from "ClassMember" m join "ClassStaff" s on s."schoolId" = m."schoolId" and s."classId" = m."classId"
    where m."schoolId" = p."schoolId" and m."pupilId" = p.id
    union all
    select s."staffId", s."from", s."until" from "PupilStaff" s where s."schoolId" = p."schoolId" and s."pupilId" = p.id) n
  join "StaffMember" t on t."schoolId" = p."schoolId" and t.id = n."staffId")`

const record = `json_build_object('upn', p.upn, 'dateOfBirth', p."dateOfBirth", 'ehcPlanFrom', p."ehcPlanFrom",
  'concerns', ${list('Concern', concernFields)}, 'meetings', ${list('Meeting', meetingFields)},
  'decisions', ${list('Decision', decisionFields)}, 'notices', ${list('Notice', fields('id', 'sentOn', 'addressee', 'method'))},
  'plans', ${list('Plan', planFields)}, 'professionals', ${list('Professional', professionalFields)}, 'staff', '[]'::json,
  'briefings', ${list('Briefing', fields('planId', 'staffId', 'sharedOn', 'acknowledgedOn'), ofPlanThatStands)},
  'ehcConsiderations', ${list('EhcConsideration', fields('id', 'consideredOn', 'outcome', 'reasons'))})`

const pupilColumns =
  Prisma.raw(`p.id::text as "pupilId", p."misSenStatus"::text as "inSystem", ${spells}::text as spells,
  json_strip_nulls(${record})::text as record`)

/** The records of pupils, by surname, forename and id. One statement. */
export async function selectPupilRecords(tx: Tx, pupils: PupilsQuery): Promise<PupilRow[]> {
  return tx.$queryRaw<PupilRow[]>`select ${pupilColumns} from "Pupil" p where ${asked(pupils)} order by ${fixedOrder}`
}

interface RollRow extends PupilRow {
  /** The pupil's first day at the school; null when unknown. */
  readonly enteredOn: Day | null
  readonly leftOn: Day | null
}

/** The pupils on the school's roll on any day of a span, first and last day included. */
export interface RollSpan {
  readonly schoolId: string
  readonly from: Day
  readonly until: Day
}

const onRollIn = ({ schoolId, from, until }: RollSpan): Prisma.Sql => Prisma.sql`p."schoolId" = ${schoolId}::uuid
  and coalesce(p."enteredOn" <= ${until}::date, true) and coalesce(p."leftOn" >= ${from}::date, true)`

/** The records of those given pupils who were on the roll in the span. One statement. */
export async function selectRollRecords(tx: Tx, span: RollSpan, pupilIds: readonly string[]): Promise<RollRow[]> {
  return tx.$queryRaw<RollRow[]>`select ${pupilColumns}, p."enteredOn"::text, p."leftOn"::text from "Pupil" p
    where ${onRollIn(span)} and p.id = any(${[...pupilIds]}::uuid[])`
}

/**
 * The school's part of the record, as JSON text; null when there is no such school. Terms are ordered by their first
 * day and may overlap here.
 */
export async function selectSchoolRecord(tx: Tx, schoolId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ record: string }[]>`
    select json_strip_nulls(json_build_object(
      'targets', json_build_object('earlyDiscussion', s."earlyDiscussion", 'noteToParents', s."noteToParents",
        'decision', s.decision, 'informParents', s."informParents", 'plan', s.plan, 'briefStaff', s."briefStaff",
        'answerParentConcern', s."answerParentConcern", 'teachingReviewMonths', s."teachingReviewMonths",
        'assessmentReviewMonths', s."assessmentReviewMonths", 'parentMeetingsPerYear', s."parentMeetingsPerYear"),
      'terms', (select json_agg(json_build_object('from', t."from", 'to', t."to") order by t."from", t."to")
        from "Term" t where t."schoolId" = s.id),
      'closures', (select json_agg(c."on" order by c."on") from "Closure" c where c."schoolId" = s.id),
      'teachingReviews', (select coalesce(json_agg(json_build_object('heldOn', r."heldOn", 'focus', r.focus)
        order by r."createdAt", r.id), '[]') from "TeachingReview" r where r."schoolId" = s.id),
      'coreOffer', case when s."coreOfferPublishedOn" is not null
        then json_build_object('publishedOn', s."coreOfferPublishedOn") end,
      'specialistServices', (select coalesce(json_agg(json_build_object('service', v.service, 'referralRoute', v."referralRoute")
        order by v.position, v.id), '[]') from "SpecialistService" v where v."schoolId" = s.id)))::text as record
    from "School" s where s.id = ${schoolId}::uuid`
  return rows[0]?.record ?? null
}

/** The versions of pupils' records and of their school's. One statement. */
export async function selectVersions(tx: Tx, pupils: PupilsQuery): Promise<VersionsRow> {
  const rows = await tx.$queryRaw<VersionsRow[]>`${preparedStatement}
    select ${momentOf(pupils.schoolId)},
      coalesce((select json_agg(json_build_array(p.id, coalesce(v.version, 0)) order by ${fixedOrder})
        from "Pupil" p left join "RecordVersion" v on v."schoolId" = p."schoolId" and v."subjectId" = p.id
        where ${asked(pupils)}), '[]')::text as pupils`
  const [versions] = rows
  if (versions === undefined) throw new Error('The versions of the record gave no row.')
  return versions
}

/**
 * The versions of the records of all pupils on the roll in a span, ordered by id, and of their school's. One statement.
 */
export async function selectRollVersions(tx: Tx, span: RollSpan): Promise<VersionsRow> {
  const rows = await tx.$queryRaw<VersionsRow[]>`${preparedStatement}
    select ${momentOf(span.schoolId)},
      coalesce((select json_agg(json_build_array(p.id, coalesce(v.version, 0)) order by p.id)
        from "Pupil" p left join "RecordVersion" v on v."schoolId" = p."schoolId" and v."subjectId" = p.id
        where ${onRollIn(span)}), '[]')::text as pupils`
  const [versions] = rows
  if (versions === undefined) throw new Error('The versions of the record gave no row.')
  return versions
}
