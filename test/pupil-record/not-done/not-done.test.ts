import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { findingsOfPupils } from '../../../src/findings/findings.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import { errorsOf, mainText, testApp, testToday } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school, setToday } = await testApp()

/** A pupil with a concern of September who is on SEN Support since 5 October. */
async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil()
  const whose = { schoolId: ours.schoolId, pupilId }
  const [concernId, decisionId] = [uuidv7(), uuidv7()]
  await ours.inSchool(async (tx) => {
    await tx.concern.createMany({
      data: [{ ...whose, id: concernId, raisedOn: toDate('2026-09-14'), raisedBy: 'staff', seen: 'Covers his ears' }],
    })
    await tx.decision.createMany({
      data: [{ ...whose, id: decisionId, decidedOn: toDate('2026-10-05'), decision: 'senSupport' }],
    })
  })
  const path = (rule: string, subject?: string) =>
    `/pupils/${pupilId}/not-done/new?rule=${rule}${subject === undefined ? '' : `&subject=${subject}`}`
  const reasons = () => ours.inSchool((tx) => tx.notDone.findMany({ where: whose, orderBy: { id: 'asc' } }))
  const senco = await ours.as('senco')
  return { ours, pupilId, concernId, decisionId, path, reasons, senco }
}

describe('a reason why a step for a pupil is not done', () => {
  test('a reason why a step is not done is saved with author and day, and the step’s status stays', async () => {
    const { ours, pupilId, concernId, path, reasons, senco } = await aPupil()
    const before = await findingsOf(ours, pupilId, '6.39-early-discussion')
    expect(before).toMatchObject([{ status: 'missing', subject: concernId, dueOn: '2026-10-05' }])
    const answer = await senco.submit(path('6.39-early-discussion', concernId), {
      because: 'The parents asked not to be contacted this term',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}`)
    expect(await reasons()).toMatchObject([
      {
        rule: '6.39-early-discussion',
        subject: concernId,
        because: 'The parents asked not to be contacted this term',
        recordedBy: 'SENCO Example',
        recordedOn: toDate(testToday),
      },
    ])
    expect(await findingsOf(ours, pupilId, '6.39-early-discussion')).toEqual(before)
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, subject: 'NotDone' } }),
    )
    expect(audit).toMatchObject([{ action: 'insert', actorId: ours.staffIds.senco }])
  })

  test('the page to give a reason shows what the Code asks for and the step’s status', async () => {
    const { concernId, path, senco } = await aPupil()
    const { text } = await senco.get(path('6.39-early-discussion', concernId))
    const shown = mainText(text)
    expect(shown).toContain('6.39 · ')
    expect(shown).toContain('Concern of 14 September')
    expect(shown).toContain('The Code says: ')
    expect(shown).toContain('Missing since 5 October')
    expect(shown).toContain('Record the early discussion')
    expect(shown).not.toContain('The law')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('a step that the law demands stays open although somebody gave a reason for not doing it', async () => {
    const { ours, pupilId, decisionId, path, reasons, senco } = await aPupil()
    const must = path('6.43-parents-informed', decisionId)
    const { text } = await senco.get(must)
    expect(mainText(text)).toContain(
      'The law does not allow leaving this out (Children and Families Act 2014, section 68).',
    )
    expect(await htmlErrors(text)).toEqual([])
    expect((await senco.submit(must, { because: 'The letter came back' })).status).toBe(303)
    expect(await reasons()).toHaveLength(1)
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'missing' }])
    expect(mainText((await senco.get(must)).text)).toContain('The letter came back')
  })

  test('a reason can be given for a step that is about the pupil as a whole', async () => {
    const { path, reasons, senco } = await aPupil()
    expect((await senco.submit(path('6.65-parent-meetings'), { because: 'Both work abroad until May' })).status).toBe(
      303,
    )
    expect(await reasons()).toMatchObject([{ rule: '6.65-parent-meetings', subject: null }])
  })

  test('a step that has several reasons for not being done shows the latest first', async () => {
    const { concernId, path, reasons, senco } = await aPupil()
    const step = path('6.39-early-discussion', concernId)
    setToday('2026-11-20')
    await senco.submit(step, { because: 'They are abroad' })
    setToday(testToday)
    await senco.submit(step, { because: 'They are back and do not wish it' })
    const { text } = await senco.get(step)
    expect(mainText(text)).toContain(
      'They are back and do not wish it SENCO Example, 24 November They are abroad SENCO Example, 20 November',
    )
    expect(await htmlErrors(text)).toEqual([])
    expect(await reasons()).toHaveLength(2)
  })

  test('a reason why a step is not done, sent twice at the same time, is saved once', async () => {
    const { concernId, path, reasons, senco } = await aPupil()
    const step = path('6.39-early-discussion', concernId)
    const fields = { ...(await senco.formAt(step)), because: 'Once' }
    const answers = await Promise.all([senco.post(step, fields), senco.post(step, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await reasons()).toHaveLength(1)
  })

  test('sending a saved reason form again with another text adds a second reason', async () => {
    const { concernId, path, reasons, senco } = await aPupil()
    const step = path('6.39-early-discussion', concernId)
    const fields = await senco.formAt(step)
    for (const because of ['They are abroad', 'They are abroad until May', 'They are abroad until May'])
      expect((await senco.post(step, { ...fields, because })).status).toBe(303)
    expect((await reasons()).map(({ because }) => because).sort()).toEqual([
      'They are abroad',
      'They are abroad until May',
    ])
  })

  test.each([
    ['no reason', ' \n', 'Say why it will not be done'],
    ['a reason that is too long', 'x'.repeat(4001), 'This is 4,001 characters long. Shorten it to 4,000 or fewer'],
    [
      'a NUL byte',
      'a\u0000b',
      'This has a character in it that cannot be saved. Type the text again, or paste it as plain text',
    ],
  ])('giving %s why a step is not done gets 422 at the field on that step’s page', async (_name, because, message) => {
    const { concernId, path, reasons, senco } = await aPupil()
    const answer = await senco.submit(path('6.39-early-discussion', concernId), { because })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain(`rule=6.39-early-discussion&amp;subject=${concernId}"`)
    expect(await reasons()).toEqual([])
  })

  test('giving a reason for a step that does not apply to the pupil gets 404', async () => {
    const { ours, concernId, decisionId, path, reasons, senco } = await aPupil()
    const { pupilId: other } = await ours.pupil()
    const fields = { ...(await senco.formAt(path('6.39-early-discussion', concernId))), because: 'No such step' }
    for (const step of [
      path('6.99-nothing'),
      path(''),
      path('6.39-early-discussion'),
      path('6.39-early-discussion', uuidv7()),
      path('6.39-early-discussion', decisionId),
      path('6.37-teaching-review'),
      path('6.65-parent-meetings', concernId),
      path('6.39-early-discussion', concernId).replace(/pupils\/[^/]+/, `pupils/${other}`),
    ]) {
      expect([step, (await senco.get(step)).status]).toEqual([step, 404])
      expect([step, (await senco.post(step, fields)).status]).toEqual([step, 404])
    }
    expect(await reasons()).toEqual([])
  })

  test('a reason why a step is not done is refused if the step was done in the meantime', async () => {
    const { ours, pupilId, decisionId, path, reasons, senco } = await aPupil()
    const step = path('6.43-parents-informed', decisionId)
    const fields = { ...(await senco.formAt(step)), because: 'The letter came back' }
    await ours.inSchool((tx) =>
      tx.notice.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            pupilId,
            id: uuidv7(),
            sentOn: toDate('2026-10-06'),
            addressee: 'parent',
            method: 'letter by post',
          },
        ],
      }),
    )
    expect((await senco.post(step, fields)).status).toBe(303)
    expect((await senco.get(step)).status).toBe(404)
    expect(await reasons()).toEqual([])
  })

  test('only the SENCO can give a reason why a step is not done, and another school’s SENCO gets 404', async () => {
    const { ours, concernId, path } = await aPupil()
    const step = path('6.39-early-discussion', concernId)
    for (const role of ['head', 'teacher', 'teachingAssistant', 'administrator'] as const) {
      expect((await (await ours.as(role)).get(step)).status).toBe(403)
    }
    expect((await (await (await school()).as('senco')).get(step)).status).toBe(404)
  })
})

describe('a reason why a step for the whole school is not done', () => {
  const path = '/school/not-done/new?rule=6.40-core-offer'

  async function aSchool() {
    const ours = await school()
    const where = { schoolId: ours.schoolId, pupilId: null }
    const reasons = () => ours.inSchool((tx) => tx.notDone.findMany({ where }))
    const findings = () =>
      ours.inSchool(async (tx) => {
        const asked = { schoolId: ours.schoolId, asOf: testToday, pupilIds: [] }
        return (await findingsOfPupils(tx, asked)).schoolFindings
      })
    return { ours, senco: await ours.as('senco'), reasons, findings }
  }

  test('a reason why the school has not done a step is saved and shown, and the step’s status stays', async () => {
    const { senco, reasons, findings } = await aSchool()
    const before = await findings()
    const answer = await senco.submit(path, { because: 'The governors publish it in January' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/school')
    expect(await reasons()).toMatchObject([
      { rule: '6.40-core-offer', subject: null, recordedBy: 'SENCO Example', recordedOn: toDate(testToday) },
    ])
    expect(await findings()).toEqual(before)
    const { text } = await senco.get(path)
    expect(mainText(text)).toContain('The governors publish it in January SENCO Example, 24 November')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('a reason why the school has not done a step can be undone, put back and withdrawn', async () => {
    const { ours, senco, reasons } = await aSchool()
    const typed = { ...(await senco.formAt(path)), because: 'The governors publish it in January' }
    await senco.post(path, typed)
    const [given] = await reasons()
    const at = (what: string) => `/school/${what}/notDone/${given?.id}`
    const undone = await senco.post(at('undo'), await senco.formAt('/school/details'))
    expect(undone.headers.location).toBe(path)
    expect((await senco.formAt(path)).because).toEqual(['The governors publish it in January'])
    expect(await reasons()).toMatchObject([{ withdrawnBecause: 'Undone at once', withdrawnBy: ours.staffIds.senco }])
    expect((await senco.post(path, typed)).headers.location).toBe(path)
    expect((await senco.submit(at('put-back'), {})).headers.location).toBe('/school')
    const standing = mainText((await senco.get('/school')).text)
    expect(standing).toContain('governors publish it in January')
    expect(standing).toContain('Withdraw this reason, or give another')

    expect((await senco.get(path)).text).toContain(at('withdraw'))
    expect(await htmlErrors((await senco.get(at('withdraw'))).text)).toEqual([])
    expect(errorsOf((await senco.submit(at('withdraw'), {})).text)).toEqual(['Say why it is withdrawn'])
    const twice = { ...(await senco.formAt(at('withdraw'))), because: 'It was the other school’s' }
    expect((await senco.post(at('withdraw'), twice)).headers.location).toBe('/school')
    expect((await senco.post(at('withdraw'), twice)).headers.location).toBe('/school')
    expect(mainText((await senco.get('/school')).text)).not.toContain('governors publish')
    const page = await senco.get(path)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('Withdrawn by SENCO Example, 24 November: It was the other school’s')
    expect(await htmlErrors((await senco.get(at('put-back'))).text)).toEqual([])
    const events = await ours.inSchool((tx) =>
      tx.auditEvent.count({
        where: { schoolId: ours.schoolId, subject: 'NotDone', action: 'update', rowId: given?.id },
      }),
    )
    expect(events).toBe(3)
    const elsewhere = await (await school()).as('senco')
    expect((await elsewhere.get(at('withdraw'))).status).toBe(404)
    expect((await (await ours.as('head')).get(at('withdraw'))).status).toBe(403)
    const { pupilId } = await ours.pupil()
    expect((await senco.get(`/pupils/${pupilId}/withdraw/notDone/${given?.id}`)).status).toBe(404)
  })

  test.each(['', '6.99-nothing', '6.65-parent-meetings'])(
    'a reason for a step of the whole school under the rule “%s” gets 404',
    async (rule) => {
      const { senco } = await aSchool()
      expect((await senco.get(`/school/not-done/new?rule=${rule}`)).status).toBe(404)
    },
  )

  test('a reason why the school has not done a step needs a text, and another school cannot see it', async () => {
    const { ours, senco, reasons } = await aSchool()
    const answer = await senco.submit(path, { because: '' })
    expect(errorsOf(answer.text)).toEqual(['Say why it will not be done'])
    expect(await reasons()).toEqual([])
    await senco.submit(path, { because: 'Ours alone' })
    const elsewhere = await (await school()).as('senco')
    expect(mainText((await elsewhere.get(path)).text)).not.toContain('Ours alone')
    expect((await (await ours.as('head')).get(path)).status).toBe(403)
  })
})
