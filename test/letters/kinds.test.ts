import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { letterKinds } from '../../src/letters/merging.ts'
import { toDate, toDay } from '../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp } from '../support/app.ts'
import { findingsOf } from '../support/findings.ts'
import { faultsOf } from '../support/sound-html.ts'

const { school } = await testApp(undefined, { canMail: true })

/** A pupil with a mother (Urdu, large print, an e-mail address), a father (no address) and a neighbour, half way round. */
async function aFamily() {
  const ours = await school('Ashgrove Academy')
  const { schoolId } = ours
  const { pupilId } = await ours.pupil()
  const whose = { schoolId, pupilId }
  const [mother, father, neighbour, meetingId, planId, plannedId, professionalId] = Array.from({ length: 7 }, () =>
    uuidv7(),
  )
  const ids = {
    mother: mother ?? '',
    father: father ?? '',
    neighbour: neighbour ?? '',
    meetingId: meetingId ?? '',
    planId: planId ?? '',
    plannedId: plannedId ?? '',
    professionalId: professionalId ?? '',
  }
  await ours.inSchool(async (tx) => {
    const named = { ...whose, relationship: 'Parent' }
    await tx.contact.createMany({
      data: [
        {
          ...named,
          id: ids.mother,
          name: 'Samira Khan',
          email: 'samira@family.example',
          language: 'Urdu',
          format: 'large print',
        },
        { ...named, id: ids.father, name: 'Imran Khan', priority: 2 },
        { ...named, id: ids.neighbour, name: 'Ann Bell', parentalResponsibility: false },
      ],
    })
    await tx.meeting.createMany({
      data: [
        {
          ...whose,
          id: ids.meetingId,
          kind: 'earlyDiscussion',
          heldOn: toDate('2026-11-20'),
          whoTookPart: 'Mrs Khan and Ms Okonkwo',
          parentTookPart: true,
          pupilTookPart: true,
          nextSteps: 'Ms Okonkwo tries a quiet corner',
        },
      ],
    })
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decidedOn: toDate('2026-11-23'), decision: 'senSupport' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: ids.planId, agreedOn: toDate('2026-11-23'), reviewOn: toDate('2027-01-20') }],
    })
    await tx.outcome.createMany({
      data: [
        { ...whose, id: uuidv7(), meetingId: ids.meetingId, position: 0, outcome: 'He asks for help by himself' },
        { ...whose, id: uuidv7(), planId: ids.planId, position: 0, outcome: 'He reads a page aloud to a friend' },
      ],
    })
    await tx.plannedReview.createMany({
      data: [
        { ...whose, id: ids.plannedId, planId: ids.planId, on: toDate('2027-01-19'), at: '15:30', place: 'Library' },
      ],
    })
    await tx.professional.createMany({
      data: [{ ...whose, id: ids.professionalId, service: 'Speech and language therapy' }],
    })
  })
  const senco = await ours.as('senco')
  const letters = () =>
    ours.inSchool((tx) =>
      tx.letter.findMany({ where: whose, include: { deliveries: true }, orderBy: { sentTo: 'asc' } }),
    )
  const meeting = () => ours.inSchool((tx) => tx.meeting.findFirstOrThrow({ where: { ...whose, id: ids.meetingId } }))
  const notices = () => ours.inSchool((tx) => tx.notice.findMany({ where: whose }))
  const at = (page: string) => `/pupils/${pupilId}/${page}`
  return { ours, ...ids, pupilId, senco, letters, meeting, notices, at }
}

const writeAt = (kind: string) => `letters/new?kind=${kind}`

describe('every kind of letter', () => {
  test.each(letterKinds)('%s: the page is sound, and an unknown thing to be about is not found', async (kind) => {
    const { senco, at } = await aFamily()
    const { status, text } = await senco.get(at(writeAt(kind)))
    expect(status).toBe(200)
    expect(await faultsOf(text)).toEqual([])
    expect((await senco.get(at(`${writeAt(kind)}&about=${uuidv7()}`))).status).toBe(404)
    expect((await senco.get(at(`${writeAt(kind)}&about=nothing`))).status).toBe(404)
  })

  test('of no kind is not found', async () => {
    const { senco, at } = await aFamily()
    expect((await senco.get(at(writeAt('loveLetter')))).status).toBe(404)
  })

  test('an invitation says when and where, to each parent with parental responsibility', async () => {
    const { senco, at, mother, father, plannedId, letters } = await aFamily()
    const fields = await senco.formAt(at(writeAt('invitation')))
    expect(fields.to).toEqual([mother, father])
    for (const said of ['Tuesday 19 January 2027 at 3.30 pm', 'Where we meet\nLibrary', '– He reads a page aloud'])
      expect(fields.text?.[0]?.replaceAll('\r', '')).toContain(said)
    await senco.submit(at(writeAt('invitation')), { method: 'post' })
    const [toFather, toMother] = await letters()
    expect(toMother).toMatchObject({
      kind: 'invitation',
      aboutId: plannedId,
      contactId: mother,
      needs: 'in Urdu, large print',
      deliveries: [{ method: 'letter by post', status: 'recorded', sentOn: toDate('2026-11-24') }],
    })
    expect(toFather).toMatchObject({ contactId: father, needs: null })
  })

  test('an invitation says nothing of a review of a plan that was withdrawn', async () => {
    const { senco, at, planId, plannedId } = await aFamily()
    await senco.submit(at(`withdraw/plan/${planId}`), { because: 'It is another pupil’s' })
    const { text } = await senco.get(at(writeAt('invitation')))
    expect(mainText(text)).toContain('No review is planned.')
    expect(text).not.toContain('He reads a page aloud')
    expect((await senco.get(at(`${writeAt('invitation')}&about=${plannedId}`))).status).toBe(404)
  })

  test('a note of the discussion, sent, is the note given to the parents; what was given before stays', async () => {
    const { ours, senco, at, mother, meeting, meetingId } = await aFamily()
    const { headers } = await senco.submit(at(writeAt('discussionNote')), { to: mother, method: 'handedOver' })
    expect(headers.location).toMatch(/letters/)
    expect(await meeting()).toMatchObject({ noteGivenToParentsOn: toDate('2026-11-24'), version: 2 })
    await senco.submit(at(writeAt('discussionNote')), { method: 'post', ...dayTyped('sentOn', '2026-11-23') })
    expect(toDay((await meeting()).noteGivenToParentsOn ?? new Date(0))).toBe('2026-11-24')
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, rowId: meetingId, action: 'update' } }),
    )
    expect(audit.map(({ actorId }) => actorId)).toEqual([ours.staffIds.senco])
  })

  test('a note that went to the neighbour only was not given to the parents', async () => {
    const { senco, at, neighbour, meeting, letters } = await aFamily()
    expect(mainText((await senco.get(at(writeAt('discussionNote')))).text)).toContain('No parental responsibility')
    await senco.submit(at(writeAt('discussionNote')), { to: neighbour, method: 'post' })
    expect(await letters()).toHaveLength(1)
    expect((await meeting()).noteGivenToParentsOn).toBeNull()
  })

  test('a copy of the plan names its version, and is refused where the plan was changed since', async () => {
    const { ours, senco, at, planId, letters } = await aFamily()
    const shown = await senco.formAt(at(writeAt('planCopy')))
    const fields = { ...shown, method: 'post' }
    expect(shown.text?.[0]).toContain('This is version 1 of the plan.')
    await ours.inSchool((tx) =>
      tx.plan.updateMany({ where: { schoolId: ours.schoolId, id: planId }, data: { version: 2 } }),
    )
    const answer = await senco.post(at(writeAt('planCopy')), fields)
    expect(errorsOf(answer.text)).toEqual([
      'The plan has been changed since this letter was begun. Begin it again, so that it says what stands',
    ])
    await senco.submit(at(writeAt('planCopy')), { method: 'post' })
    expect((await letters()).map(({ planVersion }) => planVersion)).toEqual([2, 2])
  })

  test('what is not known is a gap, which has to be filled in', async () => {
    const { senco, at, letters } = await aFamily()
    const answer = await senco.submit(at(writeAt('endOfSupport')), { method: 'post' })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual(['Line 1: write what belongs in the place of [decidedOn]'])
    const filled = { text: 'On 20 November we decided together.', method: 'post' }
    expect((await senco.submit(at(writeAt('endOfSupport')), filled)).status).toBe(303)
    expect(await letters()).toHaveLength(2)
  })

  test('a request for agreement sets no agreement', async () => {
    const { ours, senco, at, professionalId } = await aFamily()
    await senco.submit(at(writeAt('professionalAgreement')), { method: 'post' })
    const professional = await ours.inSchool((tx) =>
      tx.professional.findFirstOrThrow({ where: { schoolId: ours.schoolId, id: professionalId } }),
    )
    expect(professional).toMatchObject({ agreementAnswer: null, agreementOn: null, version: 1 })
  })
})

describe('e-mailed by the register', () => {
  const byMail = { method: 'byRegister' }

  test('waits in the queue and tells nobody yet, and sent twice waits once', async () => {
    const { ours, senco, at, mother, letters, notices, pupilId } = await aFamily()
    const fields = { ...(await senco.formAt(at('notices/new'))), ...byMail, to: mother }
    const answers = await Promise.all([senco.post(at('notices/new'), fields), senco.post(at('notices/new'), fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter?.deliveries).toMatchObject([
      {
        status: 'queued',
        address: 'samira@family.example',
        sentOn: null,
        messageId: null,
        sentBy: ours.staffIds.senco,
      },
    ])
    expect(await notices()).toEqual([])
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'upcoming' }])
    const shown = mainText((await senco.get(at(`letters/${letter?.id}`))).text)
    expect(shown).toContain('E-mail to samira@family.example: waiting to be sent, by SENCO Example')
  })

  test('is refused for whom there is no address, and for another day than today', async () => {
    const { senco, at, mother, father, letters } = await aFamily()
    const answer = await senco.submit(at('notices/new'), { ...byMail, to: [mother, father] })
    expect(errorsOf(answer.text)[0]).toContain('Imran Khan has no e-mail address on record')
    const late = await senco.submit(at('notices/new'), { ...byMail, to: mother, ...dayTyped('sentOn', '2026-11-23') })
    expect(errorsOf(late.text)[0]).toContain('goes today')
    expect(await letters()).toEqual([])
  })

  test('not delivered, it says why, and is sent again to another address or on paper, once', async () => {
    const { ours, senco, at, mother, letters, notices, pupilId } = await aFamily()
    await senco.submit(at('notices/new'), { ...byMail, to: mother })
    const [letter] = await letters()
    await ours.inSchool((tx) =>
      tx.letterDelivery.updateMany({
        where: { schoolId: ours.schoolId },
        data: { status: 'failed', tries: 3, problem: 'no such mailbox', version: 2 },
      }),
    )
    const letterPath = at(`letters/${letter?.id}`)
    const shown = await senco.get(letterPath)
    expect(await faultsOf(shown.text)).toEqual([])
    const words =
      'Not delivered to samira@family.example: no such mailbox. Print it, or correct the address and send it again'
    expect(mainText(shown.text)).toContain(words)
    expect(mainText((await senco.get(at('letters'))).text)).toContain(words)
    const again = await senco.get(`${letterPath}/again`)
    expect(await faultsOf(again.text)).toEqual([])
    expect(errorsOf((await senco.submit(`${letterPath}/again`, {})).text)).toEqual(['Choose how it goes'])
    const wrong = await senco.submit(`${letterPath}/again`, { ...byMail, email: 'nobody' })
    expect(errorsOf(wrong.text)[0]).toContain('not an e-mail address')
    const fields = { ...(await senco.formAt(`${letterPath}/again`)), method: 'post' }
    await senco.post(`${letterPath}/again`, fields)
    await senco.post(`${letterPath}/again`, fields)
    expect((await letters())[0]?.deliveries).toHaveLength(2)
    expect(await notices()).toMatchObject([{ method: 'letter by post', letterId: letter?.id }])
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'met' }])
  })

  test('is not offered and not taken where there is no mail server', async () => {
    const { school } = await testApp()
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const senco = await ours.as('senco')
    const path = `/pupils/${pupilId}/notices/new`
    expect(mainText((await senco.get(path)).text)).not.toContain('The register e-mails it')
    const answer = await senco.submit(path, { to: 'someoneElse', toName: 'Samira Khan', ...byMail })
    expect(errorsOf(answer.text)).toEqual(['Choose how it was sent'])
  })
})

describe('a letter that came back', () => {
  test('counts as not sent: its notice is withdrawn, once, and a stale press changes nothing', async () => {
    const { ours, senco, at, mother, letters, notices, pupilId } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    const [letter] = await letters()
    const letterPath = at(`letters/${letter?.id}`)
    const action = `${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    expect((await senco.post(action, { _csrf: _csrf ?? '', version: '7' })).status).toBe(303)
    expect(await notices()).toMatchObject([{ withdrawnAt: null }])
    for (let press = 0; press < 2; press += 1) await senco.post(action, { _csrf: _csrf ?? '', version: '1' })
    expect(await notices()).toMatchObject([
      { withdrawnBecause: 'The letter came back', withdrawnBy: ours.staffIds.senco, version: 2 },
    ])
    expect((await letters())[0]?.deliveries).toMatchObject([{ status: 'cameBack', version: 2 }])
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'upcoming' }])
    expect(mainText((await senco.get(letterPath)).text)).toContain('Came back: letter by post on 24 November 2026')
    const other = await aFamily()
    expect((await other.senco.post(action, { _csrf: _csrf ?? '', version: '1' })).status).toBe(403)
  })

  test('of a discussion note takes back that the note was given', async () => {
    const { senco, at, mother, letters, meeting } = await aFamily()
    await senco.submit(at(writeAt('discussionNote')), { to: mother, method: 'post' })
    const [letter] = await letters()
    const letterPath = at(`letters/${letter?.id}`)
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    const action = `${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`
    await senco.post(action, { _csrf: _csrf ?? '', version: '1' })
    expect((await meeting()).noteGivenToParentsOn).toBeNull()
  })
})

describe('the note of a discussion that came back', () => {
  const firstBack = async ({ senco, at, letters, mother }: Awaited<ReturnType<typeof aFamily>>) => {
    const letter = (await letters()).find(({ contactId }) => contactId === mother)
    const letterPath = at(`letters/${letter?.id}`)
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    const action = `${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`
    await senco.post(action, { _csrf: _csrf ?? '', version: '1' })
  }
  const onThe23rd = dayTyped('sentOn', '2026-11-23')

  test('was not given by what the neighbour still has', async () => {
    const family = await aFamily()
    const { senco, at, mother, neighbour, meeting } = family
    await senco.submit(at(writeAt('discussionNote')), { to: [mother, neighbour], method: 'post' })
    await firstBack(family)
    expect((await meeting()).noteGivenToParentsOn).toBeNull()
  })

  test('was given on the day on which another went that did not come back', async () => {
    const family = await aFamily()
    const { senco, at, mother, father, meeting } = family
    await senco.submit(at(writeAt('discussionNote')), { to: mother, method: 'post', ...onThe23rd })
    await senco.submit(at(writeAt('discussionNote')), { to: father, method: 'handedOver' })
    expect((await meeting()).noteGivenToParentsOn).toEqual(toDate('2026-11-23'))
    await firstBack(family)
    expect((await meeting()).noteGivenToParentsOn).toEqual(toDate('2026-11-24'))
  })
})

describe('invitations to several reviews', () => {
  test('go to all parents in one save, once, and are printed together', async () => {
    const { ours, senco, letters, plannedId, mother } = await aFamily()
    const path = '/letters/invitations'
    const { text } = await senco.get(path)
    expect(await faultsOf(text)).toEqual([])
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
    expect(await faultsOf(printed.text)).toEqual([])
    expect(mainText(printed.text)).toContain('Dear Samira Khan')
    expect(mainText((await senco.get(path)).text)).toContain('No review is planned')
    const other = await school()
    expect((await (await other.as('senco')).get(print ?? '')).status).toBe(404)
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.count({ where: { schoolId: ours.schoolId, action: 'open', actorId: ours.staffIds.senco } }),
    )
    expect(opened).toBeGreaterThan(0)
  })

  test('need a review and a way', async () => {
    const { senco, letters } = await aFamily()
    const answer = await senco.submit('/letters/invitations', { reviews: [], method: 'post' })
    expect(errorsOf(answer.text)).toEqual(['Choose at least one review'])
    expect(errorsOf((await senco.submit('/letters/invitations', {})).text)).toEqual(['Choose how they are sent'])
    expect(await letters()).toEqual([])
  })
})

describe('an invitation that waits in the queue', () => {
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

  test('is stopped where its review is moved, cannot be sent again, and is written anew', async () => {
    const { senco, at, editPath, queued, plannedId, letters } = await invited()
    const answer = await senco.submit(editPath, moved)
    const list = mainText((await senco.get(answer.headers.location ?? '')).text)
    expect(list).toContain('An invitation that waited to be e-mailed was stopped. Write a new one')
    const stopped = (await queued()).find(({ status }) => status === 'failed')
    expect(stopped?.problem).toBe('The review was moved before it was sent')
    const letterPage = await senco.get(at(`letters/${stopped?.id}`))
    expect(await faultsOf(letterPage.text)).toEqual([])
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

  test('goes as it is where only who comes is changed; stopped, all are invited again in one go', async () => {
    const { ours, senco, editPath, queued } = await invited('imran@family.example')
    await senco.submit(editPath, { staff: ours.staffIds.senco })
    expect((await queued()).map(({ status }) => status)).toEqual(['queued', 'queued'])
    expect(mainText((await senco.get('/letters/invitations')).text)).toContain('No review is planned')
    await senco.submit(editPath, moved)
    expect((await senco.submit('/letters/invitations', { method: 'byRegister' })).status).toBe(303)
    expect((await queued()).map(({ status }) => status).toSorted()).toEqual(['failed', 'failed', 'queued', 'queued'])
  })

  test('is stopped where the review is cancelled, which asks for no other letter', async () => {
    const { senco, editPath, queued } = await invited()
    const answer = await senco.submit(editPath, { cancel: 'yes' })
    expect(mainText((await senco.get(answer.headers.location ?? '')).text)).toContain('was stopped. Tell whoever was')
    expect((await queued()).map(({ problem }) => problem)).toContain('The review was cancelled before it was sent')
    expect(mainText((await senco.get('/today')).text)).not.toContain('not delivered')
  })

  test('a letter begun before the review was moved is not taken', async () => {
    const { senco, at, plannedId, mother } = await aFamily()
    const path = at(`letters/new?kind=invitation&about=${plannedId}`)
    const typed = { ...(await senco.formAt(path)), method: 'post', to: mother }
    await senco.submit(at(`planned-reviews/${plannedId}/edit`), moved)
    expect(errorsOf((await senco.post(path, typed)).text)[0]).toContain('The planned review has been changed')
  })
})

describe('were the parents told?', () => {
  test('says which letter, to whom, how, when and by whom, and who was not reached', async () => {
    const { ours, senco, at, mother } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    await senco.submit(at(writeAt('planCopy')), { to: mother, method: 'handedOver' })
    const { text } = await (await ours.as('head')).get(at('told'))
    expect(await faultsOf(text)).toEqual([])
    const told = mainText(text)
    for (const said of [
      'Samira Khan (Parent), needs letters in Urdu, large print; Imran Khan (Parent)',
      'Done 24 November',
      'Formal letter about SEN Support',
      'Sent on 24 November 2026: letter by post, by SENCO Example',
      'Not reached by it: Imran Khan',
      'Copy of the plan, version 1',
      'Sent on 24 November 2026: letter handed over, by SENCO Example',
      'Early discussion, 20 November 2026',
      'no note given on record',
    ])
      expect(told).toContain(said)
  })

  test('not by a letter whose notice was withdrawn; put back, it has reached them again', async () => {
    const { senco, at, mother, notices, letters } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    const [notice] = await notices()
    await senco.submit(at(`withdraw/notice/${notice?.id}`), { because: 'It was never posted' })
    const told = async () => mainText((await senco.get(at('told'))).text)
    expect(await told()).toContain('Not reached by it: Samira Khan, Imran Khan')
    expect(await told()).toContain(
      'Withdrawn: letter by post on 24 November 2026, by SENCO Example. It counts as not sent',
    )
    const { _csrf } = await senco.formAt(at(`letters/${(await letters())[0]?.id}/again`))
    await senco.post(at(`put-back/notice/${notice?.id}`), { _csrf: _csrf ?? '' })
    expect(await told()).toContain('Not reached by it: Imran Khan')
  })

  test('by a letter that was said to have come back, and whose notice was put back', async () => {
    const { senco, at, mother, notices, letters } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    const [letter] = await letters()
    const letterPath = at(`letters/${letter?.id}`)
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    const token = { _csrf: _csrf ?? '' }
    await senco.post(`${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`, { ...token, version: '1' })
    await senco.post(at(`put-back/notice/${(await notices())[0]?.id}`), token)
    const told = mainText((await senco.get(at('told'))).text)
    expect(told).toContain('Not reached by it: Imran Khan')
    expect(told).not.toContain('It counts as not sent')
  })

  test('nothing written yet says so', async () => {
    const { senco, at } = await aFamily()
    const { text } = await senco.get(at('told'))
    expect(mainText(text)).toContain('No formal letter is on record.')
    expect(await faultsOf(text)).toEqual([])
  })
})

describe('the school’s words', () => {
  const path = '/school/letters/invitation'

  test('are what letters are made of from then on', async () => {
    const { ours, senco, at } = await aFamily()
    const head = await ours.as('head')
    for (const place of ['/school/letters', path, `${path}/preview`])
      expect(await faultsOf((await head.get(place)).text)).toEqual([])
    const body = 'Come on {{day}} at {{time}}.\n\nBring {{ forename }}.'
    expect((await head.submit(path, { subject: 'Tea for {{forename}}', body })).status).toBe(303)
    expect(await senco.formAt(at(writeAt('invitation')))).toMatchObject({
      subject: ['Tea for Amir'],
      text: [expect.stringMatching(/^Come on Tuesday 19 January 2027 at 3\.30 pm\.\s+Bring Amir\.$/)],
    })
    expect(mainText((await head.get('/school/letters')).text)).toContain(
      'Invitation to a review Your school’s own words',
    )
  })

  test.each([
    [
      'an unknown field',
      'On {{day}} at {{time}}.\nHello {{forname}}',
      'Line 2: {{forname}} is no merge field of this letter. Did you mean {{forename}}?',
    ],
    [
      'a field that is not closed',
      'On {{day}} at {{time}}. {{forename',
      'Line 1: A merge field begins with {{ and ends with }}, on one line',
    ],
    [
      'a letter without what it is for',
      'Come soon.',
      'This letter has to say {{day}}, {{time}}. Put it where it belongs',
    ],
    ['nothing', '', 'Write the letter'],
    ['too much', 'x'.repeat(12_001), 'This is 12,001 characters long. Shorten it to 12,000 or fewer'],
  ])('with %s are refused at the field', async (_name, body, message) => {
    const { senco } = await aFamily()
    const answer = await senco.submit(path, { body })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
  })

  test('a stale one shows both; the register’s own can be had again', async () => {
    const { senco } = await aFamily()
    const fields = await senco.formAt(path)
    const body = 'Come on {{day}} at {{time}}.'
    expect((await senco.post(path, { ...fields, body })).status).toBe(303)
    const answer = await senco.post(path, { ...fields, body: `${body} Please.` })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Come on {{day}} at {{time}}.')
    await senco.submit(`${path}?words=register`, {})
    expect((await senco.formAt(path)).body?.[0]).toContain('You know {{forename}} best')
  })

  test('are shown with a pupil to whoever may read records, and the opening is in the audit trail', async () => {
    const { ours, senco, pupilId } = await aFamily()
    const { text } = await senco.get(`${path}/preview?pupil=${pupilId}`)
    expect(mainText(text)).toContain('how Amir is getting on')
    expect(await faultsOf(text)).toEqual([])
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.count({ where: { schoolId: ours.schoolId, pupilId, action: 'open' } }),
    )
    expect(opened).toBe(1)
    expect((await (await ours.as('administrator')).get(`${path}/preview?pupil=${pupilId}`)).status).toBe(403)
    const other = await school()
    expect((await (await other.as('senco')).get(`${path}/preview?pupil=${pupilId}`)).status).toBe(404)
  })
})
