import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { mainText, testApp, testToday } from '../../support/app.ts'
import { concernOf, pupilOnSenSupport } from '../../support/sen-support-pupil.ts'
import { linesOf, schoolInOrder } from './today-page.ts'

const { school } = await testApp()
const aSchool = () => schoolInOrder(school)

describe('work on Today besides steps', () => {
  test('Today shows the day and time of a planned review, with a link to its form', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId, planId } = await pupilOnSenSupport(ours)
    const { schoolId } = ours
    await ours.inSchool((tx) =>
      tx.plannedReview.createMany({
        data: [
          {
            schoolId,
            id: uuidv7(),
            pupilId,
            planId,
            on: toDate('2026-12-01'),
            at: '09:00',
            cancelledOn: toDate(testToday),
          },
          { schoolId, id: uuidv7(), pupilId, planId, on: toDate('2026-12-02'), at: '15:30' },
        ],
      }),
    )
    expect(linesOf((await senco.get('/today')).text, 'Reviews')).toEqual([
      {
        who: 'Amir Khan',
        what: 'Review of the plan',
        why: 'Planned; due 4 December',
        word: 'Wednesday 2 December, 15:30',
        button: `/pupils/${pupilId}/plans/${planId}/review`,
      },
    ])
  })

  test('Today lists unanswered round-robins until they are closed, and undelivered letters until sent another way', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId } = await pupilOnSenSupport(ours)
    const { schoolId, staffIds } = ours
    const [roundRobinId, letterId, deliveryId] = [uuidv7(), uuidv7(), uuidv7()]
    const letter = {
      schoolId,
      pupilId,
      id: letterId,
      addressee: 'parent' as const,
      subject: 'SEN Support',
      body: 'Dear',
      signedBy: 'Ms Marsh',
    }
    await ours.inSchool(async (tx) => {
      await tx.roundRobin.createMany({
        data: [{ schoolId, pupilId, id: roundRobinId, askedOn: toDate('2026-11-18'), answerBy: toDate('2026-11-23') }],
      })
      await tx.roundRobinAsked.createMany({
        data: [
          {
            schoolId,
            pupilId,
            id: uuidv7(),
            roundRobinId,
            staffId: staffIds.teacher,
            answeredOn: toDate('2026-11-19'),
          },
          { schoolId, pupilId, id: uuidv7(), roundRobinId, staffId: staffIds.teachingAssistant },
        ],
      })
      await tx.letter.createMany({ data: [{ ...letter, sentTo: 'Mrs Khan\n1 High Street' }] })
      await tx.letterDelivery.createMany({
        data: [
          {
            schoolId,
            pupilId,
            id: deliveryId,
            letterId,
            method: 'e-mail',
            status: 'cameBack',
            problem: 'Mailbox full',
            lastTriedAt: new Date('2026-11-23T09:00:00Z'),
          },
        ],
      })
    })
    const waiting = async () =>
      linesOf((await senco.get('/today')).text, 'Waiting').filter(({ what }) => !what.startsWith('Plan not read'))
    expect(await waiting()).toEqual([
      {
        who: 'Amir Khan',
        what: 'Round-robin not answered yet by Teaching assistant Example',
        why: '1 of 2 have answered',
        word: 'Missing since 23 November',
        button: `/pupils/${pupilId}/round-robins/${roundRobinId}`,
      },
      {
        who: 'Amir Khan',
        what: 'Letter to Mrs Khan not delivered',
        why: 'Mailbox full',
        word: 'Missing since 23 November',
        button: `/pupils/${pupilId}/letters/${letterId}`,
      },
    ])
    await ours.inSchool(async (tx) => {
      await tx.letterDelivery.createMany({
        data: [
          {
            schoolId,
            pupilId,
            id: uuidv7(),
            letterId,
            method: 'by hand',
            status: 'recorded',
            sentOn: toDate(testToday),
          },
        ],
      })
      await tx.roundRobin.updateMany({ where: { schoolId, id: roundRobinId }, data: { closedOn: toDate(testToday) } })
    })
    expect(await waiting()).toEqual([])
  })

  test('Today lists pupils of concern who are due to be checked again, and counts those without an owner', async () => {
    const { ours, senco } = await aSchool()
    const { schoolId, staffIds } = ours
    const { pupilId } = await ours.pupil()
    const { pupilId: seren } = await ours.pupil({ legalForename: 'Seren', yearGroup: '2' })
    for (const id of [pupilId, seren]) await concernOf(ours, id, '2026-11-20')
    const entry = { schoolId, pupilId, id: uuidv7(), openedOn: toDate('2026-11-20'), ownerId: staffIds.teacher }
    await ours.inSchool((tx) => tx.monitoring.createMany({ data: [{ ...entry, nextLookOn: toDate('2026-11-23') }] }))
    const { text } = await senco.get('/today')
    expect(linesOf(text, 'Amber list')).toEqual([
      {
        who: 'Amir Khan',
        what: 'Teacher Example looks again',
        why: 'On the amber list',
        word: 'Missing since 23 November',
        button: `/pupils/${pupilId}/amber/${entry.id}/look`,
      },
    ])
    expect(mainText(text)).toContain('1 pupil of concern has no owner yet. See who')
    expect(mainText((await senco.get('/today?year=4')).text)).not.toContain('no owner yet')
  })
})
