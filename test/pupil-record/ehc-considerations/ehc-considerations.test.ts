import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()
const rule = 'ehc-request-ground'
const confirm = 'Tick “Record it as it was decided”, or reconsider'

async function aPupil(ehcPlanFrom: string | null = null) {
  const ours = await school()
  const { pupilId } = await ours.pupil({ ehcPlanFrom })
  const where = { schoolId: ours.schoolId, pupilId }
  const considerations = () => ours.inSchool((tx) => tx.ehcConsideration.findMany({ where }))
  const senco = await ours.as('senco')
  return { ours, pupilId, senco, path: `/pupils/${pupilId}/ehc-considerations/new`, considerations }
}

const notMet = { outcome: 'noRequest', reasons: ['needsMetBySenSupport', 'other'], otherReason: 'A move is planned' }

describe('recording whether the school asks for an EHC needs assessment', () => {
  test('a decision to ask for an EHC needs assessment is saved, and needs no reasons', async () => {
    const { ours, pupilId, senco, path, considerations } = await aPupil()
    const answer = await senco.submit(path, { outcome: 'request', note: 'Parents and class teacher agree' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}`)
    expect(await considerations()).toMatchObject([
      { consideredOn: toDate(testToday), outcome: 'request', reasons: [], note: 'Parents and class teacher agree' },
    ])
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, subject: 'EhcConsideration' } }),
    )
    expect(audit).toMatchObject([{ action: 'insert', actorId: ours.staffIds.senco }])
  })

  test('a decision not to ask for an EHC needs assessment is saved with its reasons', async () => {
    const { ours, pupilId, senco, path, considerations } = await aPupil()
    expect((await senco.submit(path, notMet)).status).toBe(303)
    expect(await considerations()).toMatchObject([notMet])
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
  })

  test('a decision to ask for an EHC needs assessment drops reasons against it that were ticked', async () => {
    const { ours, pupilId, senco, path, considerations } = await aPupil()
    await senco.submit(path, { ...notMet, outcome: 'request', reasons: ['notEnoughCycles', 'other'] })
    expect(await considerations()).toMatchObject([{ outcome: 'request', reasons: [], otherReason: null }])
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
  })

  test('the form says beside each reason that the law does not accept what the law says', async () => {
    const { senco, path } = await aPupil()
    const { text } = await senco.get(path)
    for (const law of [
      'a school may make any number of requests',
      'no psychologist has to have seen the pupil before a request',
      'no sum has to be spent before a request',
      'no number of cycles has to come before a request',
    ])
      expect(mainText(text)).toContain(`The law: ${law} (Children and Families Act 2014, section 36)`)
    expect(await htmlErrors(text)).toEqual([])
  })

  test.each([
    ['requestQuotaReached', 'a school may make any number of requests'],
    ['noEducationalPsychologistReport', 'no psychologist has to have seen the pupil before a request'],
    ['sixThousandPoundsNotSpent', 'no sum has to be spent before a request'],
    ['notEnoughCycles', 'no number of cycles has to come before a request'],
  ])(
    'not asking for an EHC needs assessment because of %s needs confirmation, and breaches the rule',
    async (reason, law) => {
      const { ours, pupilId, senco, path, considerations } = await aPupil()
      const fields = { ...(await senco.formAt(path)), outcome: 'noRequest', reasons: ['needsMetBySenSupport', reason] }
      const asked = await senco.post(path, fields)
      expect(asked.status).toBe(422)
      expect(errorsOf(asked.text)).toEqual([confirm])
      expect(mainText(asked.text)).toContain(`”: ${law}. Reconsider`)
      expect(await htmlErrors(asked.text)).toEqual([])
      expect(await considerations()).toEqual([])
      expect(await findingsOf(ours, pupilId, rule)).toEqual([])

      const again = [senco.post(path, { ...fields, asItWas: 'yes' }), senco.post(path, { ...fields, asItWas: 'yes' })]
      expect((await Promise.all(again)).map(({ status }) => status)).toEqual([303, 303])
      expect(await considerations()).toMatchObject([{ reasons: ['needsMetBySenSupport', reason] }])
      expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'breached' }])
    },
  )

  test('sending a saved EHC consideration again with changes leads to its edit form, with them filled in', async () => {
    const { pupilId, senco, path, considerations } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...notMet }
    const location = `/pupils/${pupilId}`
    expect((await senco.post(path, fields)).headers.location).toBe(location)
    expect((await senco.post(path, fields)).headers.location).toBe(location)
    const again = await senco.post(path, { ...fields, note: 'And the parents agree' })
    const edit = `${location}/ehc-considerations/${(await considerations())[0]?.id}/edit`
    expect(again.headers.location).toBe(edit)
    expect((await senco.submit(edit, {})).status).toBe(303)
    expect(await considerations()).toMatchObject([{ note: 'And the parents agree', version: 2 }])
  })

  test('for a pupil who has an EHC plan, a consideration is saved without asking for confirmation', async () => {
    const { senco, path, considerations } = await aPupil('2026-01-05')
    await senco.submit(path, { outcome: 'noRequest', reasons: ['notEnoughCycles'] })
    expect(await considerations()).toHaveLength(1)
  })

  test.each([
    ['no outcome', { outcome: '' }, 'Choose what was decided'],
    ['no reason', { reasons: [] }, 'Choose why the school will not ask: at least one reason'],
    ['an unknown reason', { reasons: ['tooDear'] }, 'Choose why the school will not ask: at least one reason'],
    ['an empty other reason', { otherReason: ' ' }, 'Say what the other reason is'],
    ['no day', dayTyped('consideredOn', ''), 'Enter the day on which it was considered'],
    ['the day tomorrow', dayTyped('consideredOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'the day 29 February 2026',
      dayTyped('consideredOn', '2026-02-29'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    [
      'a reason that is too long',
      { otherReason: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
  ])(
    'an EHC consideration form with %s gets 422 at the field and keeps the typed values',
    async (_name, fault, message) => {
      const { senco, path, considerations } = await aPupil()
      const answer = await senco.submit(path, { ...notMet, note: 'Kept as typed', ...fault })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual([message])
      expect(answer.text).toContain('Kept as typed')
      expect(await considerations()).toEqual([])
    },
  )
})

describe('editing an EHC consideration', () => {
  async function aConsideration(fields: Readonly<Record<string, string | string[]>> = notMet) {
    const found = await aPupil()
    await found.senco.submit(found.path, fields)
    const [consideration] = await found.considerations()
    return { ...found, edit: `/pupils/${found.pupilId}/ehc-considerations/${consideration?.id}/edit` }
  }
  const untrue = { outcome: 'noRequest', reasons: ['notEnoughCycles'], asItWas: 'yes' }

  test('changing an EHC consideration from an unlawful reason to a request meets the rule', async () => {
    const { ours, pupilId, senco, edit, considerations } = await aConsideration(untrue)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'breached' }])
    expect(mainText((await senco.get(edit)).text)).toContain('Not a ground in law')
    const fields = { ...(await senco.formAt(edit)), outcome: 'request' }
    expect((await senco.post(edit, fields)).status).toBe(303)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
    expect(await considerations()).toMatchObject([{ outcome: 'request', version: 2 }])
    expect(await htmlErrors((await senco.get(edit)).text)).toEqual([])
  })

  test('editing an EHC consideration to a reason that the law does not accept asks for confirmation once', async () => {
    const { ours, pupilId, senco, edit, considerations } = await aConsideration()
    const asked = await senco.submit(edit, { reasons: ['sixThousandPoundsNotSpent'] })
    expect(errorsOf(asked.text)).toEqual([confirm])
    expect(await considerations()).toMatchObject([{ reasons: notMet.reasons, version: 1 }])
    await senco.submit(edit, { reasons: ['sixThousandPoundsNotSpent'], asItWas: 'yes' })
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'breached' }])
    expect((await senco.submit(edit, { note: 'Said by the business manager' })).status).toBe(303)
    expect(await considerations()).toMatchObject([{ note: 'Said by the business manager', version: 3 }])
  })

  test('an edit of an EHC consideration sent twice saves once, and a stale one gets 409 with both versions', async () => {
    const { senco, edit, considerations } = await aConsideration()
    const mine = await senco.formAt(edit)
    const theirs = { ...mine, note: 'Their note' }
    await senco.post(edit, theirs)
    expect((await senco.post(edit, theirs)).status).toBe(303)
    const answer = await senco.post(edit, { ...mine, note: 'My note' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Their note')
    expect(await considerations()).toMatchObject([{ note: 'Their note', version: 2 }])
  })

  test('another pupil’s or school’s EHC consideration gets 404, and roles other than SENCO get 403', async () => {
    const { ours, senco, edit, path } = await aConsideration()
    const { pupilId: other } = await ours.pupil()
    const fields = await senco.formAt(edit)
    const elsewhere = edit.replace(/pupils\/[^/]+/, `pupils/${other}`)
    expect((await senco.get(elsewhere)).status).toBe(404)
    expect((await senco.post(elsewhere, fields)).status).toBe(404)
    expect((await senco.get(edit.replace(/considerations\/[^/]+/, `considerations/${uuidv7()}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(edit)).status).toBe(404)
    for (const role of ['head', 'teacher'] as const) {
      expect((await (await ours.as(role)).get(edit)).status).toBe(403)
      expect((await (await ours.as(role)).get(path)).status).toBe(403)
    }
  })
})
