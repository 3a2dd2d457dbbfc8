import { parse } from 'node-html-parser'
import { describe, expect, test } from 'vitest'
import { loadRecord } from '../../../src/findings/load.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import {
  type Browser,
  dayTyped,
  type Fields,
  fieldsOf,
  mainText,
  type TestSchool,
  testApp,
  testToday,
} from '../../support/app.ts'
import { aPlan, typed } from '../plans/a-plan.ts'

const { school } = await testApp()

const recordOf = (ours: TestSchool) => ours.inSchool((tx) => loadRecord(tx, ours.schoolId, testToday))

/** The button in the page's message, with its action and fields; null where there is none. */
function buttonOf(html: string): { text: string; action: string; fields: Record<string, string> } | null {
  const form = parse(html).querySelector('.app-flash form')
  if (!form) return null
  const fields = form
    .querySelectorAll('input')
    .map((input) => [input.getAttribute('name'), input.getAttribute('value')])
  return {
    text: form.querySelector('button')?.text.trim() ?? '',
    action: form.getAttribute('action') ?? '',
    fields: Object.fromEntries(fields),
  }
}

/** Fills in a form and saves it. Returns the Undo button of the next page, and a way to send the form again. */
async function saved(browser: Browser, form: string, fields: Fields) {
  const sent = { ...(await browser.formAt(form)), ...fields }
  const answer = await browser.post(form, sent)
  expect(answer.status, mainText(answer.text)).toBe(303)
  const shown = await browser.get(answer.headers.location ?? '')
  const undo = buttonOf(shown.text)
  if (undo?.text !== 'Undo') throw new Error(`no Undo in: ${mainText(shown.text).slice(0, 300)}`)
  return { press: () => browser.post(undo.action, undo.fields), sendAgain: () => browser.post(form, sent), ...undo }
}

/** By kind of entry: the address of its form, the typed fields, and the name of a field with text to compare. */
const forms = {
  concern: { at: 'concerns/new', typed: { seen: 'Hides under the table' }, reads: 'seen' },
  meeting: {
    at: 'meetings/new?kind=other',
    typed: {
      parentTookPart: 'yes',
      pupilTookPart: 'no',
      absenceReason: 'At swimming',
      'outcomes.0.outcome': 'Joins in',
    },
    reads: 'outcomes.0.outcome',
  },
  decision: { at: 'decisions/new', typed: { decision: 'coreOffer', evidence: 'He catches up' }, reads: 'evidence' },
  plan: { at: 'plans/new', typed, reads: 'outcomes.1.outcome' },
  professional: {
    at: 'professionals/new',
    typed: { service: 'Hearing support', alreadyWorkingWithSchool: 'yes' },
    reads: 'service',
  },
  ehcConsideration: {
    at: 'ehc-considerations/new',
    typed: { outcome: 'noRequest', reasons: 'parentsDoNotWish', note: 'They wait for the clinic' },
    reads: 'note',
  },
  notDone: {
    at: 'not-done/new?rule=6.43-parents-informed&subject=DECISION',
    typed: { because: 'They live abroad until spring' },
    reads: 'because',
  },
} as const

describe.each(Object.keys(forms).filter((kind) => kind in forms))('undoing a new %s', (kind) => {
  test('undoing a new entry restores the pupil’s record and leads back to the form with the typed values', async () => {
    const form = new Map(Object.entries(forms)).get(kind)
    if (!form) throw new Error(`no form of ${kind}`)
    const { ours, senco, pupilId } = await aPlan(await school())
    const before = await recordOf(ours)
    const path = `/pupils/${pupilId}/${form.at.replace('DECISION', before.pupils[0]?.decisions[0]?.id ?? '')}`
    const entry = new Map<string, string | readonly string[]>(Object.entries(form.typed))
    const { press } = await saved(senco, path, form.typed)

    const answer = await press()
    expect([answer.status, answer.headers.location]).toEqual([303, path])
    expect(await recordOf(ours)).toEqual(before)
    const again = await senco.get(path)
    expect(mainText(again.text)).toContain('What you typed is in the form below')
    expect(buttonOf(again.text)?.text).toBe('Put it back')

    const offered = fieldsOf(again.text, path)
    expect(offered[form.reads]?.[0]).toBe(entry.get(form.reads))
    expect((await senco.post(path, offered)).status).toBe(303)
    if (kind !== 'notDone') expect(await recordOf(ours)).not.toEqual(before)
  })
})

test('undoing a review restores the pupil’s record and leads back to the form with the typed values', async () => {
  const { ours, senco, at } = await aPlan(await school())
  const before = await recordOf(ours)
  const { press } = await saved(senco, `${at}/review`, { ...dayTyped('heldOn', testToday), impact: 'He waits less' })
  expect((await press()).headers.location).toBe(`${at}/review`)
  expect(await recordOf(ours)).toEqual(before)
  expect((await senco.formAt(`${at}/review`)).impact).toEqual(['He waits less'])
})

describe.each(Object.keys(forms).filter((kind) => kind in forms))('sending the form of an undone %s again', (kind) => {
  test('sending a form again after its entry was undone saves nothing, and offers to save a new entry', async () => {
    const form = new Map(Object.entries(forms)).get(kind)
    if (!form) throw new Error(`no form of ${kind}`)
    const { ours, senco, pupilId } = await aPlan(await school())
    const before = await recordOf(ours)
    const path = `/pupils/${pupilId}/${form.at.replace('DECISION', before.pupils[0]?.decisions[0]?.id ?? '')}`
    const { press, sendAgain } = await saved(senco, path, form.typed)
    await press()
    const answer = await sendAgain()
    expect([answer.status, answer.headers.location?.split('?')[0]]).toEqual([303, path.split('?')[0]])
    const shown = await senco.get(answer.headers.location ?? '')
    expect(mainText(shown.text)).toContain('What this form saved before was withdrawn')
    expect(await recordOf(ours)).toEqual(before)
    expect((await senco.post(path, fieldsOf(shown.text, path))).status).toBe(303)
    if (kind !== 'notDone') expect(await recordOf(ours)).not.toEqual(before)
  })
})

test('sending a review form again after the review was undone does not change the plan’s version', async () => {
  const { senco, at, plans } = await aPlan(await school())
  const { press, sendAgain } = await saved(senco, `${at}/review`, {
    ...dayTyped('heldOn', testToday),
    impact: 'He waits less',
  })
  await press()
  const version = (await plans())[0]?.version
  const answer = await sendAgain()
  expect([answer.status, answer.headers.location]).toEqual([303, `${at}/review`])
  expect((await plans())[0]?.version).toBe(version)
  expect((await senco.formAt(`${at}/review`)).impact).toEqual(['He waits less'])
})

describe('who may undo', () => {
  test('a teacher can undo their own new concern and is back in the form with the typed values', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
    const teacher = await ours.as('teacher')
    const path = `/pupils/${pupilId}/concerns/new`
    const { press } = await saved(teacher, path, { seen: 'Cries before swimming' })
    expect((await press()).headers.location).toBe(path)
    expect((await recordOf(ours)).pupils[0]?.concerns).toEqual([])
    const again = await teacher.get(path)
    expect(again.text).toContain('Cries before swimming')
    expect(buttonOf(again.text)).toBeNull()
    const trail = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: 'Concern', action: 'update' } }),
    )
    expect(trail).toMatchObject([
      { actorId: ours.staffIds.teacher, pupilId, after: { withdrawnBecause: 'Undone at once' } },
    ])
  })

  test('the head can undo their own new concern', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const head = await ours.as('head')
    const { press } = await saved(head, `/pupils/${pupilId}/concerns/new`, { seen: 'Alone at lunch' })
    expect((await press()).status).toBe(303)
    expect((await recordOf(ours)).pupils[0]?.concerns).toEqual([])
  })

  test('a teacher cannot undo somebody else’s concern, nor their own once the SENCO has edited it', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
    const teacher = await ours.as('teacher')
    const senco = await ours.as('senco')
    const theirs = await saved(senco, `/pupils/${pupilId}/concerns/new`, { seen: 'Of the SENCO' })
    const own = await saved(teacher, `/pupils/${pupilId}/concerns/new`, { seen: 'Of the teacher' })
    expect((await teacher.post(theirs.action, own.fields)).status).toBe(404)
    const concernId = own.action.split('/').at(-1) ?? ''
    await senco.submit(`/pupils/${pupilId}/concerns/${concernId}/edit`, {
      answer: 'I have met his mother',
      ...dayTyped('answeredOn', testToday),
    })
    expect((await own.press()).headers.location).toBe('/my-classes')
    expect(mainText((await teacher.get('/my-classes')).text)).toContain('Ask the SENCO to withdraw it')
    expect((await recordOf(ours)).pupils[0]?.concerns).toHaveLength(2)
  })

  test('undoing an entry that was withdrawn meanwhile leads to a page that says by whom and why', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const senco = await ours.as('senco')
    const { press, action } = await saved(senco, `/pupils/${pupilId}/concerns/new`, { seen: 'Twice' })
    await ours.inSchool((tx) =>
      tx.concern.updateMany({
        where: { schoolId: ours.schoolId, pupilId },
        data: { withdrawnAt: toDate(testToday), withdrawnBy: ours.staffIds.head, withdrawnBecause: 'Logged twice' },
      }),
    )
    const answer = await press()
    expect(answer.headers.location).toBe(action.replace('/undo/', '/withdraw/'))
    const text = mainText((await senco.get(answer.headers.location ?? '')).text)
    expect(text).toContain('Withdrawn by Head Example on 24 November 2026: Logged twice')
  })
})

describe('the Undo button after saving', () => {
  /** Logs a concern through its form. Returns where the Undo of the success message posts, and its fields. */
  async function logged(ours: TestSchool) {
    const { pupilId } = await ours.pupil()
    const senco = await ours.as('senco')
    const form = `/pupils/${pupilId}/concerns/new`
    const answer = await senco.submit(form, { seen: 'Hides under the table', areas: 'socialEmotional' })
    expect(answer.status).toBe(303)
    const page = parse((await senco.get(`/pupils/${pupilId}`)).text)
    const undo = page.querySelector('.app-flash form')
    const fields = Object.fromEntries(
      (undo?.querySelectorAll('input') ?? []).map((input) => [
        input.getAttribute('name') ?? '',
        input.getAttribute('value') ?? '',
      ]),
    )
    return { senco, pupilId, action: undo?.getAttribute('action') ?? '', fields }
  }

  test('Undo withdraws the entry that was just saved, and "Put it back" restores it', async () => {
    const ours = await school()
    const { senco, pupilId, action, fields } = await logged(ours)
    expect((await recordOf(ours)).pupils[0]?.concerns).toHaveLength(1)
    expect((await senco.post(action, fields)).status).toBe(303)
    expect((await recordOf(ours)).pupils[0]?.concerns).toEqual([])
    const page = await senco.get(`/pupils/${pupilId}`)
    expect(mainText(page.text)).toContain('Withdrawn: Concern of 24 November 2026')
    const back = parse(page.text).querySelector('.app-flash form')?.getAttribute('action') ?? ''
    expect((await senco.post(back, fields)).status).toBe(303)
    expect((await recordOf(ours)).pupils[0]?.concerns).toHaveLength(1)
  })

  test('pressing Undo twice withdraws once', async () => {
    const ours = await school()
    const { senco, action, fields } = await logged(ours)
    expect([(await senco.post(action, fields)).status, (await senco.post(action, fields)).status]).toEqual([303, 303])
    expect((await recordOf(ours)).pupils[0]?.concerns).toEqual([])
  })

  test('Undo of an entry that was edited after it was saved leads to withdrawing it with a reason', async () => {
    const ours = await school()
    const { senco, pupilId, action, fields } = await logged(ours)
    const concernId = action.split('/').at(-1) ?? ''
    await senco.submit(`/pupils/${pupilId}/concerns/${concernId}/edit`, { seen: 'Hides under the table at noon' })
    const answer = await senco.post(action, fields)
    expect([answer.status, answer.headers.location]).toEqual([303, `/pupils/${pupilId}/withdraw/concern/${concernId}`])
    expect((await recordOf(ours)).pupils[0]?.concerns).toHaveLength(1)
  })

  test('Undo of an entry saved an hour ago leads to withdrawing it with a reason', async () => {
    const ours = await school()
    const { senco, action, fields } = await logged(ours)
    await ours.inSchool(
      (tx) =>
        tx.$executeRaw`update "Concern" set "createdAt" = now() - interval '1 hour' where "schoolId" = ${ours.schoolId}::uuid`,
    )
    expect((await senco.post(action, fields)).headers.location).toContain('/withdraw/concern/')
  })
})
