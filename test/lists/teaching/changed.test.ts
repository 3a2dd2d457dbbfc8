import { parse } from 'node-html-parser'
import { describe, expect, test } from 'vitest'
import { aPlan } from '../../pupil-record/plans/a-plan.ts'
import { mainText, testApp, testToday } from '../../support/app.ts'

const { school, setToday } = await testApp()

/** Makes a plan that its teacher has read through the page. */
async function aPlanRead() {
  const ours = await school()
  const plan = await aPlan(ours)
  const teacher = await ours.as('teacher')
  const press = async () => {
    const form = parse((await teacher.get('/my-classes')).text).querySelector('article form[action$=acknowledge]')
    const fields = Object.fromEntries(
      (form?.querySelectorAll('input') ?? []).map((input) => [
        input.getAttribute('name') ?? '',
        input.getAttribute('value') ?? '',
      ]),
    )
    return { action: form?.getAttribute('action') ?? '', fields, text: form?.text.trim() ?? '' }
  }
  const first = await press()
  await teacher.post(first.action, first.fields)
  return { ...plan, ours, teacher, press }
}

describe('a plan that changes after a teacher read it', () => {
  test('a plan that changes after a teacher read it is shown again, with only its changes, until they are read', async () => {
    const { senco, teacher, at, press, ours } = await aPlanRead()
    expect(mainText((await teacher.get('/my-classes')).text)).toContain('You read this on 24 November')
    setToday('2026-11-26')
    await senco.submit(`${at}/edit`, { helps: 'His name first\nShow it\nA seat by the wall' })
    const text = mainText((await teacher.get('/my-classes')).text)
    expect(text).toContain('1 plan you have not read yet')
    expect(text).toContain('Changed since you read it on 24 November')
    expect(text).toContain('What helps, new: A seat by the wall')
    expect(text).toContain('What helps, no longer: Wait ten seconds')
    expect(mainText((await senco.get(`${at}/briefing`)).text)).toContain('Has read an earlier wording; changed on')

    const again = await press()
    expect(again.text).toBe('I have read what changed')
    expect((await teacher.post(again.action, again.fields)).status).toBe(303)
    expect(mainText((await teacher.get('/my-classes')).text)).toContain('You read this on 26 November')
    // The Code asks for the first reading (6.49), so its day stays.
    const [briefing] = await ours.inSchool((tx) =>
      tx.briefing.findMany({ where: { schoolId: ours.schoolId, staffId: ours.staffIds.teacher } }),
    )
    expect(briefing?.acknowledgedOn?.toISOString().slice(0, 10)).toBe(testToday)
    setToday(testToday)
  })

  test('a plan that changes on the day a teacher read it has to be read again on that day', async () => {
    const { senco, teacher, at, press } = await aPlanRead()
    await senco.submit(`${at}/edit`, { helps: 'His name first\nShow it\nA seat by the wall' })
    const again = await press()
    expect(again.text).toBe('I have read what changed')
    await teacher.post(again.action, again.fields)
    const text = mainText((await teacher.get('/my-classes')).text)
    expect(text).not.toContain('1 plan you have not read yet')
    expect(text).toContain('You read this on 24 November')
  })

  test.each([testToday, '2026-11-26'])(
    'undoing a teacher’s second reading of a plan on %s shows the changes again and keeps the first reading',
    async (day) => {
      const { senco, teacher, at, press, ours } = await aPlanRead()
      setToday(day)
      await senco.submit(`${at}/edit`, { helps: 'His name first\nShow it\nA seat by the wall' })
      const again = await press()
      for (let twice = 0; twice < 2; twice += 1) await teacher.post(again.action, again.fields)
      const undo = { ...again.fields, back: '/my-classes' }
      for (let twice = 0; twice < 2; twice += 1) await teacher.post(`${again.action}/undo`, undo)
      const text = mainText((await teacher.get('/my-classes')).text)
      expect(text).toContain('Changed since you read it on 24 November')
      expect(text).toContain('What helps, new: A seat by the wall')
      expect(text).not.toContain('What helps, new: Show it')
      const [briefing] = await ours.inSchool((tx) =>
        tx.briefing.findMany({ where: { schoolId: ours.schoolId, staffId: ours.staffIds.teacher } }),
      )
      expect(briefing).toMatchObject({ acknowledgedOn: new Date(testToday), readAgainOn: null })
      setToday(testToday)
    },
  )

  test('a change to a plan outside the needs summary does not ask the teacher to read it again', async () => {
    const { senco, teacher, at } = await aPlanRead()
    await senco.submit(`${at}/edit`, { expectedImpact: 'In other words' })
    expect(mainText((await teacher.get('/my-classes')).text)).not.toContain('Changed since')
  })

  test('a plan that changes while a teacher has it open is not marked as read', async () => {
    const ours = await school()
    const { senco, at } = await aPlan(ours)
    const teacher = await ours.as('teacher')
    const form = parse((await teacher.get('/my-classes')).text).querySelector('article form[action$=acknowledge]')
    const fields = Object.fromEntries(
      (form?.querySelectorAll('input') ?? []).map((input) => [
        input.getAttribute('name') ?? '',
        input.getAttribute('value') ?? '',
      ]),
    )
    await senco.submit(`${at}/edit`, { helps: 'Something else' })
    await teacher.post(form?.getAttribute('action') ?? '', fields)
    const text = mainText((await teacher.get('/my-classes')).text)
    expect(text).toContain('This was changed while you read it')
    expect(text).toContain('1 plan you have not read yet')
  })
})
