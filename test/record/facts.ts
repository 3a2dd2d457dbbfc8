import fc from 'fast-check'
import type pg from 'pg'
import { v7 as uuid } from 'uuid'

/*
 * Rows of every table that the rules look at, as the database allows them: blank texts, equal days, days on both sides
 * of the day judged. Written as the database's owner, because a real register never deletes most of them.
 */

export const DAYS = [
  '2025-01-06',
  '2025-09-01',
  '2026-01-05',
  '2026-02-23',
  '2026-03-02',
  '2026-03-03',
  '2026-03-09',
  '2026-03-16',
  '2026-04-20',
  '2026-06-01',
] as const

const day = fc.constantFrom(...DAYS)
const maybeDay = fc.option(day)
const text = fc.constantFrom('', ' \t\n', 'Reads "slowly" \\ with care', 'Zoë’s own words')
const maybeText = fc.option(text)
const yes = fc.boolean()
const number = fc.option(fc.integer({ min: 0, max: 30 }))

type Columns = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** What a table's rows hang on, and what their columns may hold. */
export interface Facts {
  readonly parents: Readonly<Record<string, string>>
  readonly columns: Columns
  /** Rows of it are only ever changed. */
  readonly standing?: true
}

const pupil = { pupilId: 'Pupil' }
const ofPlan = { ...pupil, planId: 'Plan' }
const spell = { from: day, until: maybeDay }
const view = {
  speaker: fc.constantFrom('parent', 'pupil'),
  words: maybeText,
  declined: yes,
}

/** By table; a name after a colon tells kinds of one table's rows apart. */
export const FACTS = {
  School: {
    standing: true,
    parents: {},
    columns: {
      coreOfferPublishedOn: maybeDay,
      earlyDiscussion: number,
      noteToParents: number,
      decision: number,
      informParents: number,
      plan: number,
      briefStaff: number,
      answerParentConcern: number,
      teachingReviewMonths: number,
      assessmentReviewMonths: number,
      parentMeetingsPerYear: number,
    },
  },
  Term: { parents: {}, columns: { from: day, to: day } },
  Closure: { parents: {}, columns: { on: day } },
  TeachingReview: { parents: {}, columns: { heldOn: day, focus: maybeText } },
  SpecialistService: { parents: {}, columns: { service: text, referralRoute: maybeText } },
  StaffMember: { standing: true, parents: {}, columns: { startedOn: day, leftOn: maybeDay } },
  Pupil: {
    standing: true,
    parents: {},
    columns: {
      upn: fc.uuid(),
      dateOfBirth: fc.constantFrom('2009-09-01', '2010-02-03', '2018-05-03'),
      ehcPlanFrom: maybeDay,
      enteredOn: maybeDay,
      leftOn: maybeDay,
      misSenStatus: fc.constantFrom('N', 'K', 'E'),
    },
  },
  ClassMember: { parents: { ...pupil, classId: 'Class' }, columns: spell },
  ClassStaff: { parents: { staffId: 'StaffMember', classId: 'Class' }, columns: spell },
  PupilStaff: { parents: { ...pupil, staffId: 'StaffMember' }, columns: spell },
  Concern: {
    parents: pupil,
    columns: {
      raisedOn: day,
      raisedBy: fc.constantFrom('staff', 'parent', 'pupil', 'professional'),
      seen: text,
      universalStrategies: maybeText,
      answeredOn: maybeDay,
      closedOn: maybeDay,
    },
  },
  Meeting: {
    parents: pupil,
    columns: {
      kind: fc.constantFrom('earlyDiscussion', 'planning', 'review', 'other'),
      heldOn: day,
      parentTookPart: yes,
      pupilTookPart: yes,
      absenceReason: maybeText,
      strengthsAndDifficulties: maybeText,
      nextSteps: maybeText,
      noteFiledOn: maybeDay,
      noteGivenToParentsOn: maybeDay,
      iassExplainedOn: maybeDay,
    },
  },
  'Outcome:meeting': {
    parents: { ...pupil, meetingId: 'Meeting' },
    columns: { position: fc.integer({ min: 1, max: 3 }), outcome: text },
  },
  'View:meeting': { parents: { ...pupil, meetingId: 'Meeting' }, columns: view },
  Decision: {
    parents: pupil,
    columns: {
      decidedOn: day,
      decision: fc.constantFrom('coreOffer', 'senSupport', 'noFurtherAction', 'endSenSupport'),
      teacher: maybeText,
      senco: maybeText,
      evidence: maybeText,
      higherNeed: yes,
      explainedToParentsOn: maybeDay,
      recordedOn: maybeDay,
      reviewOn: maybeDay,
      roleOfParent: maybeText,
      roleOfPupil: maybeText,
      roleOfStaff: maybeText,
    },
  },
  Notice: {
    parents: pupil,
    columns: { sentOn: day, addressee: fc.constantFrom('parent', 'youngPerson'), method: text },
  },
  Plan: {
    parents: pupil,
    columns: {
      agreedOn: day,
      teacher: maybeText,
      senco: maybeText,
      parentConsultedOn: maybeDay,
      pupilConsultedOn: maybeDay,
      expectedImpact: maybeText,
      reviewOn: maybeDay,
      startedOn: maybeDay,
      recordedOnInformationSystemOn: maybeDay,
    },
  },
  Assessment: {
    parents: ofPlan,
    columns: {
      assessedOn: day,
      teacher: maybeText,
      senco: maybeText,
      teacherAssessment: maybeText,
      progressAndAttainment: maybeText,
      comparison: maybeText,
      externalAdviceRelevant: yes,
      externalAdvice: maybeText,
      reviewedOn: maybeDay,
    },
  },
  'View:assessment': { parents: { ...pupil, assessmentId: 'Assessment' }, columns: view },
  Provision: {
    parents: ofPlan,
    columns: {
      kind: fc.constantFrom('adjustment', 'intervention', 'support', 'helps', 'avoid'),
      position: fc.integer({ min: 1, max: 3 }),
      what: text,
    },
  },
  Review: {
    parents: ofPlan,
    columns: {
      heldOn: day,
      impact: maybeText,
      decision: fc.option(fc.constantFrom('continue', 'change', 'stepUp', 'end')),
    },
  },
  'View:review': { parents: { ...pupil, reviewId: 'Review' }, columns: view },
  Professional: {
    parents: pupil,
    columns: {
      service: text,
      alreadyWorkingWithSchool: yes,
      agreementAnswer: fc.option(fc.constantFrom('agreed', 'refused')),
      agreementOn: maybeDay,
      agreementBy: maybeText,
      contactedOn: maybeDay,
      adviceReceivedOn: maybeDay,
    },
  },
  Briefing: {
    parents: { ...ofPlan, staffId: 'StaffMember' },
    columns: { sharedOn: maybeDay, acknowledgedOn: maybeDay },
  },
  EhcConsideration: {
    parents: pupil,
    columns: {
      consideredOn: day,
      outcome: fc.constantFrom('request', 'noRequest'),
      reasons: fc.subarray(['requestQuotaReached', 'needsMetBySenSupport', 'notEnoughCycles', 'other']),
    },
  },
} as const satisfies Readonly<Record<string, Facts>>

export type FactName = keyof typeof FACTS
export const FACT_NAMES = Object.keys(FACTS).filter((name): name is FactName => name in FACTS)
export const factsOf = (name: FactName): Facts => FACTS[name]

const tableOf = (name: FactName): string => name.split(':')[0] ?? name

/** One write: which rows it picks is settled when it is done, from those that are there. */
export interface Write {
  readonly name: FactName
  readonly kind: 'insert' | 'update' | 'delete'
  readonly pick: number
  readonly parents: number
  readonly columns: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
}

const writeTo = (name: FactName): fc.Arbitrary<Write> => {
  const { columns, standing } = factsOf(name)
  const kind = standing ? fc.constant('update' as const) : fc.constantFrom('insert', 'update', 'update', 'delete')
  return fc.record({
    name: fc.constant(name),
    kind,
    pick: fc.nat(1000),
    parents: fc.nat(1000),
    columns: fc.subarray(Object.keys(columns), { minLength: 1 }),
    values: fc.record(columns),
  })
}

export const anyWrite: fc.Arbitrary<Write> = fc.oneof(...FACT_NAMES.map(writeTo))
export const anyInsert: fc.Arbitrary<Write> = anyWrite.map((write) =>
  factsOf(write.name).standing ? write : { ...write, kind: 'insert' },
)

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

const whose = (name: FactName): string => {
  const [table, parent] = name.split(':')
  const school = table === 'School' ? 'id = $1' : '"schoolId" = $1'
  return parent === undefined ? school : `${school} and "${parent}Id" is not null`
}

const pickId = async (admin: pg.Client, schoolId: string, name: FactName | 'Class', pick: number) => {
  const { table, where } =
    name === 'Class' ? { table: name, where: '"schoolId" = $1' } : { table: tableOf(name), where: whose(name) }
  const { rows } = await admin.query(`select id from "${table}" where ${where} order by id`, [schoolId])
  return rows.length === 0 ? null : rows[pick % rows.length].id
}

/** A row that hangs on a plan or a meeting is about that one's pupil. */
const pupilOf = async (admin: pg.Client, schoolId: string, parents: Readonly<Record<string, string>>) => {
  for (const [column, table] of [
    ['planId', 'Plan'],
    ['meetingId', 'Meeting'],
    ['assessmentId', 'Assessment'],
    ['reviewId', 'Review'],
  ] as const) {
    const id = parents[column]
    if (id === undefined) continue
    const { rows } = await admin.query(`select "pupilId" from "${table}" where "schoolId" = $1 and id = $2`, [
      schoolId,
      id,
    ])
    return rows[0].pupilId
  }
  return parents.pupilId
}

const pickParents = async (admin: pg.Client, schoolId: string, { name, parents }: Write) => {
  const picked: Record<string, string> = {}
  let pick = parents
  for (const [column, table] of Object.entries(factsOf(name).parents)) {
    const id = await pickId(
      admin,
      schoolId,
      table === 'Class' ? table : (FACT_NAMES.find((it) => it === table) ?? name),
      pick,
    )
    if (id === null) return null
    picked[column] = id
    pick = Math.floor(pick / 3)
  }
  const pupilId = await pupilOf(admin, schoolId, picked)
  return pupilId === undefined ? picked : { ...picked, pupilId }
}

export const insertRow = async (
  admin: pg.Client,
  schoolId: string,
  name: FactName,
  row: Readonly<Record<string, unknown>>,
): Promise<string> => {
  const id = uuid()
  const whole: Readonly<Record<string, unknown>> = { schoolId, id, ...row }
  const names = Object.keys(whole)
  await admin.query(
    `insert into "${tableOf(name)}" (${quoted(names)}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(whole),
  )
  return id
}

const insert = async (admin: pg.Client, schoolId: string, write: Write) => {
  const parents = await pickParents(admin, schoolId, write)
  if (parents !== null) await insertRow(admin, schoolId, write.name, { ...write.values, ...parents })
}

const change = async (admin: pg.Client, schoolId: string, { name, kind, pick, columns, values }: Write) => {
  const id = await pickId(admin, schoolId, name, pick)
  const which = tableOf(name) === 'School' ? 'id = $1 and id = $2' : '"schoolId" = $1 and id = $2'
  if (id === null) return
  if (kind === 'delete') {
    await admin.query(`delete from "${tableOf(name)}" where ${which}`, [schoolId, id])
    return
  }
  const settings = columns.map((column, index) => `"${column}" = $${index + 3}`).join(', ')
  await admin.query(`update "${tableOf(name)}" set ${settings} where ${which}`, [
    schoolId,
    id,
    ...columns.map((column) => values[column]),
  ])
}

/** A row that something hangs on, equal keys, and days that cannot be: what the database refuses is no write. */
const refusals = ['23001', '23503', '23505', '23514']

export const perform = async (admin: pg.Client, schoolId: string, write: Write): Promise<void> => {
  try {
    await (write.kind === 'insert' ? insert(admin, schoolId, write) : change(admin, schoolId, write))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!refusals.includes(code)) throw error
  }
}
