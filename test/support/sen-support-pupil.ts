import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../src/platform/database/days.ts'
import type { NeedType } from '../../src/ui/formats/words.ts'
import type { PupilFields, TestSchool } from './app.ts'

type SenSupportPupil = {
  pupilId: string
  upn: string
  concernId: string
  meetingId: string
  decisionId: string
  planId: string
}

/**
 * Adds a pupil on SEN Support since 2 November 2026, with the school's teacher and teaching assistant. Concern, early
 * discussion and decision are complete. The parents have had no formal notice that SEN Support begins (6.43), and only
 * the teacher has read the plan.
 */
export async function pupilOnSenSupport(
  ours: TestSchool,
  fields: Partial<PupilFields> = {},
  needs: readonly NeedType[] = ['SLCN', 'SEMH'],
): Promise<SenSupportPupil> {
  const { schoolId, staffIds } = ours
  const { pupilId, upn } = await ours.pupil({ taughtBy: staffIds.teacher, ...fields })
  const whose = { schoolId, pupilId }
  const [concernId, meetingId, decisionId, planId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const views = [
    { ...whose, id: uuidv7(), speaker: 'parent' as const, words: 'He is tired after school' },
    { ...whose, id: uuidv7(), speaker: 'pupil' as const, words: 'The hall is too loud' },
  ]
  await ours.inSchool(async (tx) => {
    await tx.pupilNeed.createMany({
      data: needs.map((type, index) => ({ ...whose, id: uuidv7(), rank: index + 1, type })),
    })
    await tx.pupilStaff.createMany({
      data: [{ ...whose, id: uuidv7(), staffId: staffIds.teachingAssistant, from: toDate('2026-09-03') }],
    })
    await tx.concern.createMany({
      data: [
        {
          ...whose,
          id: concernId,
          raisedOn: toDate('2026-10-05'),
          raisedBy: 'staff',
          staffId: staffIds.teacher,
          seen: 'Covers his ears when the hall is loud',
          universalStrategies: 'Sits by the door',
        },
      ],
    })
    await tx.meeting.createMany({
      data: [
        {
          ...whose,
          id: meetingId,
          kind: 'earlyDiscussion',
          heldOn: toDate('2026-10-15'),
          whoTookPart: 'Mrs Khan, Amir and his teacher',
          parentTookPart: true,
          pupilTookPart: true,
          strengthsAndDifficulties: 'Draws well, loses long sentences',
          nextSteps: 'Ear defenders in assembly',
          noteFiledOn: toDate('2026-10-16'),
          noteGivenToParentsOn: toDate('2026-10-16'),
          iassExplainedOn: toDate('2026-10-15'),
        },
      ],
    })
    await tx.view.createMany({ data: views.map((view) => ({ ...view, meetingId })) })
    await tx.decision.createMany({
      data: [
        {
          ...whose,
          id: decisionId,
          decidedOn: toDate('2026-11-02'),
          decision: 'senSupport',
          teacher: 'Mr Patel',
          senco: 'Ms Marsh',
          evidence: 'Screening and six weeks of notes',
          explainedToParentsOn: toDate('2026-11-02'),
          recordedOn: toDate('2026-11-03'),
          reviewOn: toDate('2026-12-04'),
          roleOfParent: 'Tells us how the evenings go',
          roleOfPupil: 'Shows his card',
          roleOfStaff: 'Wait for ten seconds',
        },
      ],
    })
    await tx.plan.createMany({
      data: [
        {
          ...whose,
          id: planId,
          agreedOn: toDate('2026-11-06'),
          teacher: 'Mr Patel',
          senco: 'Ms Marsh',
          parentConsultedOn: toDate('2026-11-06'),
          pupilConsultedOn: toDate('2026-11-06'),
          needsInALine: 'Loses long sentences; noise hurts',
          expectedImpact: 'Starts a task by himself',
          reviewOn: toDate('2026-12-04'),
          startedOn: toDate('2026-11-09'),
        },
      ],
    })
    const outcomes = [
      { ...whose, id: uuidv7(), meetingId },
      { ...whose, id: uuidv7(), planId },
    ]
    await tx.outcome.createMany({
      data: outcomes.map((row, position) => ({ ...row, position, outcome: 'Asks for help with his card' })),
    })
    const provision = { ...whose, planId }
    await tx.provision.createMany({
      data: [
        { ...provision, id: uuidv7(), kind: 'helps', position: 0, what: 'Say his name first' },
        { ...provision, id: uuidv7(), kind: 'avoid', position: 1, what: 'Calling across the room' },
        {
          ...provision,
          id: uuidv7(),
          kind: 'intervention',
          position: 2,
          what: 'Talk Boost',
          deliveredBy: 'Ms Okoro',
          howOften: 'three times a week',
        },
      ],
    })
    await tx.briefing.createMany({
      data: [
        {
          ...whose,
          id: uuidv7(),
          planId,
          staffId: staffIds.teacher,
          sharedOn: toDate('2026-11-06'),
          acknowledgedOn: toDate('2026-11-09'),
        },
      ],
    })
  })
  return { pupilId, upn, concernId, meetingId, decisionId, planId }
}

/**
 * Adds a concern of a member of staff about a pupil.
 * @returns its id
 */
export async function concernOf(ours: TestSchool, pupilId: string, raisedOn: string): Promise<string> {
  const id = uuidv7()
  await ours.inSchool((tx) =>
    tx.concern.createMany({
      data: [
        {
          schoolId: ours.schoolId,
          pupilId,
          id,
          raisedOn: toDate(raisedOn),
          raisedBy: 'staff',
          staffId: ours.staffIds.teacher,
          seen: 'Reads with her finger under each word',
        },
      ],
    }),
  )
  return id
}
