import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import { insertRow } from './writes.ts'

export interface ASchool {
  readonly schoolId: string
  readonly pupilIds: readonly string[]
  readonly staffIds: readonly string[]
  readonly classIds: readonly string[]
}

/** Inserts a school with two classes, three members of staff and three pupils who have no records yet. */
export const aSchool = async (admin: pg.Client): Promise<ASchool> => {
  const schoolId = uuid()
  const made = async (count: number, table: string, row: (index: number) => Record<string, unknown>) => {
    const ids: string[] = []
    for (let index = 0; index < count; index++) {
      const id = uuid()
      const whole: Record<string, unknown> = { schoolId, id, ...row(index) }
      const names = Object.keys(whole)
      const values = Object.values(whole)
      const places = names.map((_, place) => `$${place + 1}`).join(', ')
      await admin.query(
        `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${places})`,
        values,
      )
      ids.push(id)
    }
    return ids
  }
  await admin.query(`insert into "School" (id, name, urn) values ($1, 'Ashgrove', $2)`, [schoolId, schoolId])
  const staffIds = await made(3, 'StaffMember', (index) => ({
    role: 'teacher',
    name: `Teacher ${index}`,
    startedOn: '2020-09-01',
  }))
  const classIds = await made(2, 'Class', (index) => ({ name: `${index}B` }))
  const pupilIds = await made(3, 'Pupil', (index) => ({
    upn: `${schoolId} ${index}`,
    legalSurname: 'Khan',
    legalForename: ['Zara', 'Amir', 'Ben'][index],
    dateOfBirth: '2018-05-03',
    yearGroup: '3',
  }))
  return { schoolId, pupilIds, staffIds, classIds }
}

/**
 * Inserts records of every kind for a pupil, from concern to the review of a plan, all steps done, around 2 March 2026.
 */
export const wholeWay = async (admin: pg.Client, school: ASchool, pupilId: string): Promise<void> => {
  const { schoolId } = school
  const words = 'As it should be'
  const add = (name: Parameters<typeof insertRow>[2], row: Record<string, unknown>) =>
    insertRow(admin, schoolId, name, { pupilId, ...row })
  await add('Concern', { raisedOn: '2026-01-05', raisedBy: 'staff', seen: words, universalStrategies: words })
  const meetingId = await add('Meeting', {
    kind: 'earlyDiscussion',
    heldOn: '2026-01-05',
    parentTookPart: true,
    pupilTookPart: true,
    strengthsAndDifficulties: words,
    nextSteps: words,
    noteFiledOn: '2026-01-05',
    noteGivenToParentsOn: '2026-01-05',
    iassExplainedOn: '2026-01-05',
  })
  await add('Outcome:meeting', { meetingId, position: 1, outcome: words })
  await add('View:meeting', { meetingId, speaker: 'parent', words })
  await add('Decision', {
    decidedOn: '2026-01-05',
    decision: 'senSupport',
    higherNeed: true,
    teacher: words,
    senco: words,
    evidence: words,
    explainedToParentsOn: '2026-01-05',
    recordedOn: '2026-01-05',
    reviewOn: '2026-04-20',
    roleOfParent: words,
    roleOfPupil: words,
    roleOfStaff: words,
  })
  await add('Notice', { sentOn: '2026-01-05', addressee: 'parent', method: 'letter' })
  await add('Professional', {
    service: 'Speech and language',
    contactedOn: '2026-02-23',
    agreementAnswer: 'agreed',
    agreementOn: '2026-01-05',
  })
  const planId = await add('Plan', {
    agreedOn: '2026-01-05',
    teacher: words,
    senco: words,
    parentConsultedOn: '2026-01-05',
    pupilConsultedOn: '2026-01-05',
    expectedImpact: words,
    reviewOn: '2026-03-03',
    startedOn: '2026-01-05',
    recordedOnInformationSystemOn: '2026-01-05',
  })
  await add('Provision', { planId, kind: 'support', position: 1, what: words })
  const assessmentId = await add('Assessment', {
    planId,
    assessedOn: '2026-01-05',
    teacher: words,
    senco: words,
    teacherAssessment: words,
    progressAndAttainment: words,
    comparison: words,
  })
  await add('View:assessment', { assessmentId, speaker: 'parent', words })
  await add('View:assessment', { assessmentId, speaker: 'pupil', words })
  const reviewId = await add('Review', { planId, heldOn: '2026-03-02', impact: words, decision: 'continue' })
  await add('View:review', { reviewId, speaker: 'parent', words })
  await add('View:review', { reviewId, speaker: 'pupil', words })
  await add('EhcConsideration', { consideredOn: '2026-03-02', outcome: 'noRequest', reasons: ['needsMetBySenSupport'] })
  const [classId] = school.classIds
  await add('ClassMember', { classId, from: '2025-09-01' })
  const [teacher, assistant] = school.staffIds
  await add('PupilStaff', { staffId: assistant, from: '2025-09-01' })
  await add('Briefing', { planId, staffId: teacher, sharedOn: '2026-01-05', acknowledgedOn: '2026-01-05' })
  await add('Briefing', { planId, staffId: assistant, sharedOn: '2026-01-05', acknowledgedOn: '2026-01-05' })
}
