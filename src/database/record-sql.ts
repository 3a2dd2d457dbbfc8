import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from './in-school.ts'

/*
 * The statements that read what the rules judge by. Each gives its answer as JSON text made by PostgreSQL: one row a
 * pupil instead of one a fact, and dates come as YYYY-MM-DD. Nulls are left out, as the contract allows. The lists'
 * items stand in the order in which they were entered, because "latest" and "earliest" break ties by position.
 */

/** Which pupils: those named, or all who are on the school's roll on the day. */
export type PupilIds = readonly string[] | 'all'

export interface PupilsAsked {
  readonly schoolId: string
  readonly pupilIds: PupilIds
  /** YYYY-MM-DD */
  readonly asOf: string
}

export interface PupilRow {
  readonly pupilId: string
  /** As the school's information system has it. */
  readonly inSystem: 'N' | 'K' | 'E'
  readonly record: string
}

export interface VersionsRow {
  /** Of the school's own facts; 0 where nothing was ever written. */
  readonly schoolVersion: number
  /**
   * Whether all statements of this transaction see the same moment and none of its own changed a record, so that what it
   * sees was committed.
   */
  readonly seesOneMoment: boolean
  /** Which database this is, and of which start of its server. */
  readonly database: string
  /** `[id, version]` for each pupil asked for, as JSON, in the fixed order: surname, forename, id. */
  readonly pupils: string
}

/**
 * A pupil who has not entered yet or has left (`leftOn` is the last day) is no longer the school's to support, and steps
 * that were open when they left would stay missing for ever. Named, they are there: their page can still be opened.
 */
const asked = ({ schoolId, pupilIds, asOf }: PupilsAsked): Prisma.Sql =>
  pupilIds === 'all'
    ? Prisma.sql`p."schoolId" = ${schoolId}::uuid and coalesce(p."enteredOn" <= ${asOf}::date, true)
        and coalesce(p."leftOn" >= ${asOf}::date, true)`
    : Prisma.sql`p."schoolId" = ${schoolId}::uuid and p.id = any(${[...pupilIds]}::uuid[])`

/** The same on every database, whatever its collation. */
const fixedOrder = Prisma.sql`p."legalSurname" collate "C", p."legalForename" collate "C", p.id`

/** A list of a pupil's table, one array of JSON a pupil. */
const list = (name: string, table: string, fields: Prisma.Sql, schoolId: string): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(name)} as (
    select x."pupilId", json_agg(json_build_object(${fields}) order by x."createdAt", x.id) as facts
    from ${Prisma.raw(`"${table}"`)} x join asked a on a.id = x."pupilId"
    where x."schoolId" = ${schoolId}::uuid
    group by x."pupilId")`

const field = (name: string): string => `'${name}', x."${name}"`
const fields = (...names: string[]): Prisma.Sql => Prisma.raw(names.map(field).join(', '))

/** An answer, although there are no words: the field of the record must not be blank. */
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
  from "Review" r where r."schoolId" = x."schoolId" and r."planId" = x.id)`

const agreement = `case when x."agreementAnswer" is not null and x."agreementOn" is not null then
  json_build_object('answer', x."agreementAnswer", 'on', x."agreementOn", 'by', coalesce(x."agreementBy", '')) end`

const roles = `json_build_object('parent', x."roleOfParent", 'pupil', x."roleOfPupil", 'staff', x."roleOfStaff")`

const meetingFields = Prisma.sql`${fields('id', 'kind', 'heldOn', 'parentTookPart', 'pupilTookPart', 'absenceReason', 'strengthsAndDifficulties')},
  'parentConcerns', ${Prisma.raw(words('parent', 'v."meetingId" = x.id'))}, 'outcomes', ${Prisma.raw(outcomes)},
  ${fields('nextSteps', 'noteFiledOn', 'noteGivenToParentsOn', 'iassExplainedOn')}`

const decisionFields = Prisma.sql`${fields('id', 'decidedOn', 'decision', 'teacher', 'senco', 'evidence', 'higherNeed', 'explainedToParentsOn', 'recordedOn', 'reviewOn')},
  'roles', ${Prisma.raw(roles)}`

const planFields = Prisma.sql`${fields('id', 'agreedOn', 'teacher', 'senco', 'parentConsultedOn', 'pupilConsultedOn')},
  'adjustments', ${Prisma.raw(provisions('adjustment'))}, 'interventions', ${Prisma.raw(provisions('intervention'))},
  'support', ${Prisma.raw(provisions('support'))},
  ${fields('expectedImpact', 'reviewOn', 'startedOn', 'recordedOnInformationSystemOn')},
  'assessment', ${Prisma.raw(assessment)}, 'review', ${Prisma.raw(review)}`

const professionalFields = Prisma.sql`${fields('id', 'service', 'alreadyWorkingWithSchool')}, 'agreement', ${Prisma.raw(agreement)},
  ${fields('contactedOn', 'adviceReceivedOn')}`

/**
 * Everybody who teaches or supports a pupil: staff of a class while the pupil is in it, and the pupil's own staff, while
 * they are at the school. Spells that overlap or adjoin are one; of several, the one that covers the day, else the latest
 * that began by then, else the first to come. `until` is a spell's last day.
 */
const staff = (schoolId: string, asOf: string): Prisma.Sql => Prisma.sql`
  named as (
    select m."pupilId", s."staffId", greatest(m."from", s."from") as "from", least(m."until", s."until") as "until"
    from "ClassMember" m join asked a on a.id = m."pupilId"
    join "ClassStaff" s on s."schoolId" = m."schoolId" and s."classId" = m."classId"
    where m."schoolId" = ${schoolId}::uuid
    union all
    select s."pupilId", s."staffId", s."from", s."until" from "PupilStaff" s join asked a on a.id = s."pupilId"
    where s."schoolId" = ${schoolId}::uuid),
  spells as (
    select n."pupilId", n."staffId", greatest(n."from", t."startedOn") as "from",
      coalesce(least(n."until", t."leftOn"), 'infinity') as "until"
    from named n join "StaffMember" t on t."schoolId" = ${schoolId}::uuid and t.id = n."staffId"),
  reached as (
    select s.*, max("until") over (partition by "pupilId", "staffId" order by "from", "until"
      rows between unbounded preceding and 1 preceding) as "before"
    from spells s where "from" <= "until"),
  parted as (
    select r.*, count(*) filter (where "before" is null or "from" > "before" + 1)
      over (partition by "pupilId", "staffId" order by "from", "until" rows unbounded preceding) as part
    from reached r),
  merged as (
    select "pupilId", "staffId", min("from") as "from", max("until") as "until" from parted
    group by "pupilId", "staffId", part),
  chosen as (
    select distinct on ("pupilId", "staffId") * from merged
    order by "pupilId", "staffId", "from" > ${asOf}::date, case when "from" <= ${asOf}::date then "from" end desc, "from"),
  staff as (
    select "pupilId", json_agg(json_build_object('id', "staffId", 'from', "from", 'until', nullif("until", 'infinity'))
      order by "from", "staffId") as facts
    from chosen group by "pupilId")`

/** The records of pupils, in the fixed order; one statement however many they are. */
export async function selectPupilRecords(tx: Tx, { schoolId, pupilIds, asOf }: PupilsAsked): Promise<PupilRow[]> {
  return tx.$queryRaw<PupilRow[]>`
    with asked as materialized (select p.* from "Pupil" p where ${asked({ schoolId, pupilIds, asOf })}),
    ${list('concerns', 'Concern', fields('id', 'raisedOn', 'raisedBy', 'universalStrategies', 'answeredOn', 'closedOn'), schoolId)},
    ${list('meetings', 'Meeting', meetingFields, schoolId)},
    ${list('decisions', 'Decision', decisionFields, schoolId)},
    ${list('notices', 'Notice', fields('id', 'sentOn', 'addressee', 'method'), schoolId)},
    ${list('plans', 'Plan', planFields, schoolId)},
    ${list('professionals', 'Professional', professionalFields, schoolId)},
    ${staff(schoolId, asOf)},
    ${list('briefings', 'Briefing', fields('planId', 'staffId', 'sharedOn', 'acknowledgedOn'), schoolId)},
    ${list('considerations', 'EhcConsideration', fields('id', 'consideredOn', 'outcome', 'reasons'), schoolId)}
    select p.id::text as "pupilId", p."misSenStatus"::text as "inSystem", json_strip_nulls(json_build_object(
      'upn', p.upn, 'dateOfBirth', p."dateOfBirth", 'ehcPlanFrom', p."ehcPlanFrom",
      'concerns', coalesce(concerns.facts, '[]'), 'meetings', coalesce(meetings.facts, '[]'), 'decisions', coalesce(decisions.facts, '[]'), 'notices', coalesce(notices.facts, '[]'),
      'plans', coalesce(plans.facts, '[]'), 'professionals', coalesce(professionals.facts, '[]'), 'staff', coalesce(staff.facts, '[]'), 'briefings', coalesce(briefings.facts, '[]'),
      'ehcConsiderations', coalesce(considerations.facts, '[]')))::text as record
    from asked p
    left join concerns on concerns."pupilId" = p.id
    left join meetings on meetings."pupilId" = p.id
    left join decisions on decisions."pupilId" = p.id
    left join notices on notices."pupilId" = p.id
    left join plans on plans."pupilId" = p.id
    left join professionals on professionals."pupilId" = p.id
    left join staff on staff."pupilId" = p.id
    left join briefings on briefings."pupilId" = p.id
    left join considerations on considerations."pupilId" = p.id
    order by ${fixedOrder}`
}

/**
 * What a school itself is judged by, as JSON text; null where there is no such school. Terms stand by their first day and
 * may overlap here.
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

/** The versions of what pupils and their school are judged by, in one statement. */
export async function selectVersions(tx: Tx, pupils: PupilsAsked): Promise<VersionsRow> {
  const rows = await tx.$queryRaw<VersionsRow[]>`
    select coalesce((select v.version from "RecordVersion" v
        where v."schoolId" = ${pupils.schoolId}::uuid and v."subjectId" = ${pupils.schoolId}::uuid), 0) as "schoolVersion",
      current_setting('transaction_isolation') = 'repeatable read'
        and coalesce(current_setting('app.record_changed', true), '') = '' as "seesOneMoment",
      (select d.oid || ' ' || pg_postmaster_start_time() from pg_database d where d.datname = current_database()) as "database",
      coalesce((select json_agg(json_build_array(p.id, coalesce(v.version, 0)) order by ${fixedOrder})
        from "Pupil" p left join "RecordVersion" v on v."schoolId" = p."schoolId" and v."subjectId" = p.id
        where ${asked(pupils)}), '[]')::text as pupils`
  const [versions] = rows
  if (versions === undefined) throw new Error('The versions of the record gave no row.')
  return versions
}
