import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, mainText, testApp, testNow } from '../../support/app.ts'

const { school } = await testApp()

/** Records a concern that the teacher raised about a pupil whom they teach. */
async function raised() {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const teacher = await ours.as('teacher')
  await teacher.submit(`/pupils/${pupilId}/concerns/new`, {
    seen: 'Covers his ears in assembly',
    ...dayTyped('raisedOn', '2026-11-16'),
  })
  const concern = await ours.inSchool((tx) =>
    tx.concern.findFirstOrThrow({ where: { schoolId: ours.schoolId, pupilId } }),
  )
  const says = async () => mainText((await teacher.get('/my-classes')).text)
  return { ours, pupilId, concernId: concern.id, senco: await ours.as('senco'), teacher, says }
}

describe('what followed from a concern, on the first page of its author', () => {
  test('the author of a concern sees each stage on their first page: not answered, answered, discussed, decided', async () => {
    const { pupilId, concernId, senco, says } = await raised()
    expect(await says()).toContain('Amir Khan raised 16 November The SENCO has it and has not answered yet')
    await senco.submit(`/pupils/${pupilId}/concerns/${concernId}/edit`, {
      ...dayTyped('answeredOn', '2026-11-17'),
      answer: 'I watch him on Thursday',
    })
    expect(await says()).toContain('Answered on 17 November The answer: “I watch him on Thursday”')
    await senco.submit(`/pupils/${pupilId}/meetings/new`, {
      kind: 'earlyDiscussion',
      ...dayTyped('heldOn', '2026-11-19'),
      parentTookPart: 'yes',
      pupilTookPart: 'yes',
    })
    expect(await says()).toContain('Talked over with the parents on 19 November')
    await senco.submit(`/pupils/${pupilId}/decisions/new`, {
      decision: 'coreOffer',
      ...dayTyped('decidedOn', '2026-11-20'),
    })
    expect(await says()).toContain('decided on 20 November: the core offer is enough')
  })

  test('the author of a concern sees on their first page why the concern was closed', async () => {
    const { pupilId, concernId, senco, says } = await raised()
    await senco.submit(`/pupils/${pupilId}/concerns/${concernId}/edit`, {
      ...dayTyped('closedOn', '2026-11-23'),
      closedBecause: 'He has ear defenders now',
    })
    expect(await says()).toContain('Closed on 23 November: He has ear defenders now')
  })

  test('the author of a concern gets a link to the pupil’s plan that followed, unless the plan was withdrawn', async () => {
    const { ours, pupilId, senco, says, teacher } = await raised()
    await senco.submit(`/pupils/${pupilId}/decisions/new`, {
      decision: 'senSupport',
      ...dayTyped('decidedOn', '2026-11-20'),
    })
    expect(await says()).toContain('decided on 20 November: SEN Support')
    const planId = uuidv7()
    await ours.inSchool((tx) =>
      tx.plan.createMany({
        data: [
          { schoolId: ours.schoolId, id: planId, pupilId, agreedOn: toDate('2026-11-23'), needsInALine: 'Noise hurts' },
        ],
      }),
    )
    const page = await teacher.get('/my-classes')
    expect(mainText(page.text)).toContain('There is a plan now, agreed on 23 November. Read it: the plan of Amir Khan')
    const link = parse(page.text).querySelector('.app-own-concerns a')?.getAttribute('href') ?? ''
    expect(mainText((await teacher.get(link)).text)).toContain('Noise hurts')
    await ours.inSchool((tx) =>
      tx.plan.updateMany({
        where: { schoolId: ours.schoolId, id: planId },
        data: { withdrawnAt: testNow, withdrawnBecause: 'Of another pupil' },
      }),
    )
    expect(await says()).toContain('decided on 20 November: SEN Support')
  })

  test('the author of a concern sees nothing more of it once they no longer teach the pupil', async () => {
    const { ours, pupilId, says } = await raised()
    await ours.inSchool((tx) =>
      tx.pupilStaff.updateMany({
        where: { schoolId: ours.schoolId, pupilId },
        data: { until: new Date('2026-11-20') },
      }),
    )
    expect(await says()).not.toContain('Amir Khan')
  })
})
