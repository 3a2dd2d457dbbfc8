import { expect, test } from 'vitest'
import { aPlan } from '../pupil-record/plans/a-plan.ts'
import { mainText, testApp } from '../support/app.ts'

/*
 * What every form does with the sent values, as far as the tests of single forms do not cover it.
 */

const { school } = await testApp()

test('a saved form that is sent again with a checkbox unticked opens the edit form with the checkbox unticked', async () => {
  const ours = await school()
  const { pupilId } = await ours.pupil()
  const senco = await ours.as('senco')
  const path = `/pupils/${pupilId}/concerns/new`
  const { areas: _, ...form } = await senco.formAt(path)
  const typed = { ...form, seen: 'Hides', areas: ['communication', 'cognition'] }
  expect((await senco.post(path, typed)).status).toBe(303)
  const sentOn = await senco.post(path, { ...typed, areas: ['cognition'] })
  expect(sentOn.headers.location).toMatch(/\/edit$/)
  expect((await senco.formAt(String(sentOn.headers.location))).areas).toEqual(['cognition'])
  const { areas: __, ...noBox } = typed
  const again = await senco.post(path, noBox)
  const edit = String(again.headers.location)
  const shown = await senco.formAt(edit)
  expect([shown.areas, shown.seen, shown.version]).toEqual([undefined, ['Hides'], ['1']])
  expect((await senco.post(edit, shown)).status).toBe(303)
  const concerns = await ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  expect(concerns).toMatchObject([{ areas: [] }])
})

test('a stale edit of a plan or review gets 409 and shows the choices of both versions by their labels', async () => {
  const ours = await school()
  const { at, senco } = await aPlan(ours)
  const plan = await senco.formAt(`${at}/edit`)
  expect((await senco.post(`${at}/edit`, { ...plan, expectedImpact: 'Another' })).status).toBe(303)
  const ofPlan = await senco.post(`${at}/edit`, { ...plan, externalAdviceRelevant: 'no', externalAdvice: '' })
  expect(ofPlan.status).toBe(409)
  expect(mainText(ofPlan.text)).toMatch(
    /advice from outside the school relevant\? What you wrote ?No What was saved meanwhile ?Yes/,
  )

  const review = await senco.formAt(`${at}/review`)
  const held = { ...review, 'outcomes.0.progress': 'met', decision: 'continue' }
  expect((await senco.post(`${at}/review`, held)).status).toBe(303)
  const ofReview = await senco.post(`${at}/review`, { ...held, 'outcomes.0.progress': 'some', decision: 'stepUp' })
  expect(ofReview.status).toBe(409)
  expect(mainText(ofReview.text)).toContain('What you wroteSome progress What was saved meanwhileMet')
  expect(mainText(ofReview.text)).toContain('More help is needed What was saved meanwhileWe go on as we are')
})
