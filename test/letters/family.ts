import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../src/platform/database/days.ts'
import type { TestApp } from '../support/app.ts'

/** A pupil with a plan and a planned review; contacts: mother (Urdu, large print, e-mail), father (no address), neighbour. */
export async function familyOf(school: TestApp['school']) {
  const ours = await school('Ashgrove Academy')
  const { schoolId } = ours
  const { pupilId } = await ours.pupil()
  const whose = { schoolId, pupilId }
  const [mother, father, neighbour, meetingId, planId, plannedId, professionalId] = Array.from({ length: 7 }, () =>
    uuidv7(),
  )
  const ids = {
    mother: mother ?? '',
    father: father ?? '',
    neighbour: neighbour ?? '',
    meetingId: meetingId ?? '',
    planId: planId ?? '',
    plannedId: plannedId ?? '',
    professionalId: professionalId ?? '',
  }
  await ours.inSchool(async (tx) => {
    const named = { ...whose, relationship: 'Parent' }
    await tx.contact.createMany({
      data: [
        {
          ...named,
          id: ids.mother,
          name: 'Samira Khan',
          email: 'samira@family.example',
          language: 'Urdu',
          format: 'large print',
        },
        { ...named, id: ids.father, name: 'Imran Khan', priority: 2 },
        { ...named, id: ids.neighbour, name: 'Ann Bell', parentalResponsibility: false },
      ],
    })
    await tx.meeting.createMany({
      data: [
        {
          ...whose,
          id: ids.meetingId,
          kind: 'earlyDiscussion',
          heldOn: toDate('2026-11-20'),
          whoTookPart: 'Mrs Khan and Ms Okonkwo',
          parentTookPart: true,
          pupilTookPart: true,
          nextSteps: 'Ms Okonkwo tries a quiet corner',
        },
      ],
    })
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decidedOn: toDate('2026-11-23'), decision: 'senSupport' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: ids.planId, agreedOn: toDate('2026-11-23'), reviewOn: toDate('2027-01-20') }],
    })
    await tx.outcome.createMany({
      data: [
        { ...whose, id: uuidv7(), meetingId: ids.meetingId, position: 0, outcome: 'He asks for help by himself' },
        { ...whose, id: uuidv7(), planId: ids.planId, position: 0, outcome: 'He reads a page aloud to a friend' },
      ],
    })
    await tx.plannedReview.createMany({
      data: [
        { ...whose, id: ids.plannedId, planId: ids.planId, on: toDate('2027-01-19'), at: '15:30', place: 'Library' },
      ],
    })
    await tx.professional.createMany({
      data: [{ ...whose, id: ids.professionalId, service: 'Speech and language therapy' }],
    })
  })
  const senco = await ours.as('senco')
  const letters = () =>
    ours.inSchool((tx) =>
      tx.letter.findMany({ where: whose, include: { deliveries: true }, orderBy: { sentTo: 'asc' } }),
    )
  const meeting = () => ours.inSchool((tx) => tx.meeting.findFirstOrThrow({ where: { ...whose, id: ids.meetingId } }))
  const notices = () => ours.inSchool((tx) => tx.notice.findMany({ where: whose }))
  const at = (page: string) => `/pupils/${pupilId}/${page}`
  return { ours, ...ids, pupilId, senco, letters, meeting, notices, at }
}

export const writeAt = (kind: string) => `letters/new?kind=${kind}`
