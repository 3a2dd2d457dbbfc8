import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../src/platform/database/days.ts'
import type { TestApp } from '../support/app.ts'

export type PupilOptions = { dateOfBirth?: string; decidedOn?: string | null; contacts?: boolean; father?: boolean }

/** A pupil with a mother and a neighbour as contacts, on SEN Support since 5 November unless `decidedOn` says otherwise. */
export async function pupilToWriteAbout(school: TestApp['school'], asked: PupilOptions = {}) {
  const { dateOfBirth = '2018-05-03', decidedOn = '2026-11-05', contacts = true, father: hasFather = false } = asked
  const ours = await school('Ashgrove Academy')
  const { schoolId } = ours
  const { pupilId } = await ours.pupil({ dateOfBirth })
  const [mother, father, neighbour] = [uuidv7(), uuidv7(), uuidv7()]
  const whose = { schoolId, pupilId }
  await ours.inSchool(async (tx) => {
    await tx.school.update({
      where: { id: schoolId },
      data: { iassName: 'Severnside SEND and You', iassContact: '0117 496 0117' },
      select: { id: true },
    })
    if (contacts)
      await tx.contact.createMany({
        data: [
          ...(hasFather ? [{ ...whose, id: father, name: 'Imran Khan', relationship: 'Father', priority: 2 }] : []),
          {
            ...whose,
            id: mother,
            name: 'Samira Khan',
            relationship: 'Mother',
            address: '12 Quarry Street, Ashgrove, AG1 2QP',
            language: 'Urdu',
            format: 'large print',
          },
          { ...whose, id: neighbour, name: 'Ann Bell', relationship: 'Neighbour', parentalResponsibility: false },
        ],
      })
    if (decidedOn !== null)
      await tx.decision.createMany({
        data: [
          {
            ...whose,
            id: uuidv7(),
            decidedOn: toDate(decidedOn),
            decision: 'senSupport',
            teacher: 'Ms Okonkwo',
            reviewOn: toDate('2027-02-05'),
            roleOfParent: 'Ten minutes of reading each evening',
            roleOfPupil: 'Shows the red card when it is too loud',
            roleOfStaff: 'Small group on Tuesdays and Thursdays',
          },
        ],
      })
  })
  const senco = await ours.as('senco')
  const notices = () => ours.inSchool((tx) => tx.notice.findMany({ where: whose, orderBy: { id: 'asc' } }))
  const letters = () => ours.inSchool((tx) => tx.letter.findMany({ where: whose, orderBy: { sentTo: 'asc' } }))
  const path = `/pupils/${pupilId}/notices/new`
  return { ours, pupilId, senco, path, notices, letters, mother, father, neighbour }
}
