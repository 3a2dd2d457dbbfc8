import { describe, expect, test } from 'vitest'
import { dayTyped, errorsOf, mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { familyOf } from '../family.ts'

const { school } = await testApp(undefined, { canMail: true })
const aFamily = () => familyOf(school)

describe('invitations of parents to several reviews', () => {
  test('invitations to several reviews go to all parents in one save, and print together', async () => {
    const { ours, senco, letters, plannedId, mother } = await aFamily()
    const path = '/letters/invitations'
    const { text } = await senco.get(path)
    expect(await htmlErrors(text)).toEqual([])
    expect(mainText(text)).toContain(
      'Tuesday 19 January 2027 at 3.30 pm · Samira Khan (in Urdu, large print), Imran Khan',
    )
    const shown = await senco.formAt(path)
    const fields = { ...shown, method: 'byRegister' }
    expect(shown.reviews).toEqual([plannedId])
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const sent = await letters()
    expect(
      sent.map(({ contactId, deliveries }) => [contactId === mother, deliveries.map(({ status }) => status)]),
    ).toEqual([
      [false, ['recorded']],
      [true, ['queued']],
    ])
    const print = answers
      .map(({ headers }) => headers.location ?? '')
      .find((place) => place.startsWith('/letters/print'))
    const printed = await senco.get(print ?? '')
    expect(await htmlErrors(printed.text)).toEqual([])
    expect(mainText(printed.text)).toContain('Dear Samira Khan')
    expect(mainText((await senco.get(path)).text)).toContain('No review is planned')
    const other = await school()
    expect((await (await other.as('senco')).get(print ?? '')).status).toBe(404)
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.count({ where: { schoolId: ours.schoolId, action: 'open', actorId: ours.staffIds.senco } }),
    )
    expect(opened).toBeGreaterThan(0)
  })

  test('sending invitations without a review or without a method is refused', async () => {
    const { senco, letters } = await aFamily()
    const answer = await senco.submit('/letters/invitations', { reviews: [], method: 'post' })
    expect(errorsOf(answer.text)).toEqual(['Choose at least one review'])
    expect(errorsOf((await senco.submit('/letters/invitations', {})).text)).toEqual(['Choose how they are sent'])
    expect(await letters()).toEqual([])
  })
})

describe('an invitation that is queued for e-mail', () => {
  const invited = async (fathersEmail: string | null = null) => {
    const family = await aFamily()
    const { ours, senco, plannedId, father, at } = family
    const ofFather = { where: { schoolId: ours.schoolId, id: father }, data: { email: fathersEmail } }
    await ours.inSchool((tx) => tx.contact.updateMany(ofFather))
    await senco.submit('/letters/invitations', { method: 'byRegister' })
    const editPath = at(`planned-reviews/${plannedId}/edit`)
    const queued = async () => {
      const letters = await family.letters()
      return letters.flatMap(({ id, deliveries }) => deliveries.map(({ status, problem }) => ({ id, status, problem })))
    }
    return { ...family, editPath, queued }
  }
  const moved = { ...dayTyped('on', '2027-01-12'), at: '9:00' }

  test('moving a review to another time stops its queued invitation, which has to be written anew', async () => {
    const { senco, at, editPath, queued, plannedId, letters } = await invited()
    const answer = await senco.submit(editPath, moved)
    const list = mainText((await senco.get(answer.headers.location ?? '')).text)
    expect(list).toContain('An invitation that waited to be e-mailed was stopped. Write a new one')
    const stopped = (await queued()).find(({ status }) => status === 'failed')
    expect(stopped?.problem).toBe('The review was moved before it was sent')
    const letterPage = await senco.get(at(`letters/${stopped?.id}`))
    expect(await htmlErrors(letterPage.text)).toEqual([])
    expect(mainText(letterPage.text)).toContain(
      'Not sent to samira@family.example: The review was moved before it was sent',
    )
    expect(mainText(letterPage.text)).not.toContain('Send it again')
    expect((await senco.get(at(`letters/${stopped?.id}/again`))).status).toBe(404)
    const anew = at(`letters/new?kind=invitation&about=${plannedId}`)
    const today = await senco.get('/today')
    expect(mainText(today.text)).toContain('Letter to Samira Khan not delivered')
    expect(today.text.replaceAll('&amp;', '&')).toContain(anew)
    expect((await senco.submit(anew, { method: 'byRegister', to: (await letters())[1]?.contactId ?? '' })).status).toBe(
      303,
    )
    expect((await letters()).filter(({ body }) => body.includes('12 January 2027'))).toHaveLength(1)
    expect(mainText((await senco.get('/today')).text)).not.toContain('Letter to Samira Khan not delivered')
  })

  test('after a review is moved, all its parents can be invited again at once', async () => {
    const { ours, senco, editPath, queued } = await invited('imran@family.example')
    await senco.submit(editPath, { staff: ours.staffIds.senco })
    expect((await queued()).map(({ status }) => status)).toEqual(['queued', 'queued'])
    expect(mainText((await senco.get('/letters/invitations')).text)).toContain('No review is planned')
    await senco.submit(editPath, moved)
    expect((await senco.submit('/letters/invitations', { method: 'byRegister' })).status).toBe(303)
    expect((await queued()).map(({ status }) => status).toSorted()).toEqual(['failed', 'failed', 'queued', 'queued'])
  })

  test('cancelling a review stops its queued invitation, and the page Today asks for no other letter', async () => {
    const { senco, editPath, queued } = await invited()
    const answer = await senco.submit(editPath, { cancel: 'yes' })
    expect(mainText((await senco.get(answer.headers.location ?? '')).text)).toContain('was stopped. Tell whoever was')
    expect((await queued()).map(({ problem }) => problem)).toContain('The review was cancelled before it was sent')
    expect(mainText((await senco.get('/today')).text)).not.toContain('not delivered')
  })

  test('sending an invitation that was opened before its review was moved is refused', async () => {
    const { senco, at, plannedId, mother } = await aFamily()
    const path = at(`letters/new?kind=invitation&about=${plannedId}`)
    const typed = { ...(await senco.formAt(path)), method: 'post', to: mother }
    await senco.submit(at(`planned-reviews/${plannedId}/edit`), moved)
    expect(errorsOf((await senco.post(path, typed)).text)[0]).toContain('The planned review has been changed')
  })
})
