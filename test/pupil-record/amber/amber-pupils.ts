import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, type TestApp, type TestSchool, testToday } from '../../support/app.ts'
import { concernOf } from '../../support/sen-support-pupil.ts'

/** A pupil with a concern, whom the teacher teaches. */
export async function pupilOfConcern(school: TestApp['school'], raisedOn = '2026-11-06') {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const concernId = await concernOf(ours, pupilId, raisedOn)
  await ours.inSchool((tx) =>
    tx.concern.updateMany({
      where: { schoolId: ours.schoolId, id: concernId },
      data: { universalStrategies: 'A ruler' },
    }),
  )
  const place = `/pupils/${pupilId}/amber`
  const entries = () => ours.inSchool((tx) => tx.monitoring.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  const looks = () => ours.inSchool((tx) => tx.monitoringLook.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  return { ours, pupilId, concernId, place, entries, looks, senco: await ours.as('senco') }
}

/** A pupil whose entry the teacher owns, with the next look on 4 December. */
export async function pupilTakenOn(school: TestApp['school'], raisedOn?: string) {
  const found = await pupilOfConcern(school, raisedOn)
  const { ours, senco, place, entries } = found
  const answer = await senco.submit(`${place}/new`, { ...taking(ours), why: 'Does the ruler help?' })
  expect(answer.status).toBe(303)
  const [entry] = await entries()
  return {
    ...found,
    monitoringId: entry?.id ?? '',
    look: `${place}/${entry?.id}/look`,
    edit: `${place}/${entry?.id}/edit`,
  }
}

export const taking = (ours: TestSchool) => ({
  ownerId: ours.staffIds.teacher,
  ...dayTyped('nextLookOn', '2026-12-04'),
})

export const looked = { seen: 'Reads on without the ruler', ...dayTyped('nextLookOn', '2026-12-11') }

export const decided = (
  ours: TestSchool,
  pupilId: string,
  decision: 'coreOffer' | 'senSupport' | 'noFurtherAction',
  on = testToday,
) => {
  const id = uuidv7()
  return ours.inSchool(async (tx) => {
    await tx.decision.createMany({ data: [{ schoolId: ours.schoolId, pupilId, id, decision, decidedOn: toDate(on) }] })
    return id
  })
}

/** The text of each row of the list. */
export const rowsIn = (html: string): string[] =>
  parse(html)
    .querySelectorAll('main tbody tr')
    .map((row) => row.text.replace(/\s+/g, ' ').trim())
