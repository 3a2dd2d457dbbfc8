import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { ruleOf } from '../../../src/findings/checklist.ts'
import { loadRecord } from '../../../src/findings/load.ts'
import { pupilSteps } from '../../../src/findings/pupil-steps.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import {
  type Browser,
  dayTyped,
  errorsOf,
  fieldsOf,
  mainText,
  type TestSchool,
  testApp,
  testToday,
} from '../../support/app.ts'

const { school } = await testApp()

/** A pupil with one entry of each kind, so full that withdrawing any of them changes the record. */
async function aPupilWithAll(ours: TestSchool) {
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const whose = { schoolId: ours.schoolId, pupilId }
  const on = (day: string) => toDate(day)
  const ids = {
    concern: uuidv7(),
    meeting: uuidv7(),
    decision: uuidv7(),
    notice: uuidv7(),
    plan: uuidv7(),
    review: uuidv7(),
    professional: uuidv7(),
    ehcConsideration: uuidv7(),
    notDone: uuidv7(),
  }
  await ours.inSchool(async (tx) => {
    await tx.concern.createMany({
      data: [{ ...whose, id: ids.concern, raisedOn: on('2026-09-07'), raisedBy: 'parent', seen: 'He holds his ears' }],
    })
    await tx.meeting.createMany({
      data: [
        {
          ...whose,
          id: ids.meeting,
          kind: 'earlyDiscussion',
          heldOn: on('2026-09-14'),
          parentTookPart: true,
          pupilTookPart: true,
        },
      ],
    })
    await tx.outcome.createMany({
      data: [{ ...whose, id: uuidv7(), meetingId: ids.meeting, position: 0, outcome: 'Joins in' }],
    })
    await tx.decision.createMany({
      data: [{ ...whose, id: ids.decision, decidedOn: on('2026-09-15'), decision: 'senSupport', teacher: 'Miss Ali' }],
    })
    await tx.notice.createMany({
      data: [{ ...whose, id: ids.notice, sentOn: on('2026-09-16'), addressee: 'parent', method: 'letter by post' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: ids.plan, agreedOn: on('2026-09-17'), needsInALine: 'Loud rooms are hard' }],
    })
    await tx.assessment.createMany({
      data: [{ ...whose, id: uuidv7(), planId: ids.plan, assessedOn: on('2026-09-17'), teacher: 'Miss Ali' }],
    })
    await tx.review.createMany({
      data: [{ ...whose, id: ids.review, planId: ids.plan, heldOn: on('2026-11-02'), impact: 'Calmer' }],
    })
    await tx.briefing.createMany({
      data: [
        { ...whose, id: uuidv7(), planId: ids.plan, staffId: ours.staffIds.teacher, acknowledgedOn: on('2026-09-18') },
      ],
    })
    await tx.professional.createMany({
      data: [{ ...whose, id: ids.professional, service: 'Speech therapy', contactedOn: on('2026-09-21') }],
    })
    await tx.ehcConsideration.createMany({
      data: [
        {
          ...whose,
          id: ids.ehcConsideration,
          consideredOn: on('2026-10-05'),
          outcome: 'noRequest',
          reasons: ['other'],
        },
      ],
    })
    await tx.notDone.createMany({
      data: [
        {
          ...whose,
          id: ids.notDone,
          rule: '6.65-parent-meetings',
          because: 'They asked for a letter instead',
          recordedOn: on('2026-10-06'),
          recordedBy: 'Jo Marsh',
        },
      ],
    })
  })
  return { pupilId, ids }
}

const recordOf = (ours: TestSchool, asOf = testToday) => ours.inSchool((tx) => loadRecord(tx, ours.schoolId, asOf))

/** The record's list for each kind of entry. A review is part of its plan, and a reason is in no list. */
const lists = {
  concern: 'concerns',
  meeting: 'meetings',
  decision: 'decisions',
  notice: 'notices',
  plan: 'plans',
  professional: 'professionals',
  ehcConsideration: 'ehcConsiderations',
} as const

const isListed = (kind: string): kind is keyof typeof lists => Object.hasOwn(lists, kind)

const kinds = [
  'concern',
  'meeting',
  'decision',
  'notice',
  'plan',
  'review',
  'professional',
  'ehcConsideration',
  'notDone',
] as const

const struckThrough = async (browser: Browser, pupilId: string): Promise<string[]> =>
  parse((await browser.get(`/pupils/${pupilId}`)).text)
    .querySelectorAll('.app-timeline__item--withdrawn')
    .map((entry) => entry.text.replace(/\s+/g, ' ').trim())

describe.each(kinds)('withdrawing a %s', (kind) => {
  test(`withdrawing a ${kind} strikes it through and ignores it everywhere, until it is put back`, async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const before = await recordOf(ours)
    const path = `/pupils/${pupilId}/withdraw/${kind}/${ids[kind]}`

    const answer = await senco.submit(path, { because: 'Logged for the wrong pupil' })
    expect(answer.status).toBe(303)
    const expected = structuredClone(before)
    const [pupil] = expected.pupils
    if (!pupil) throw new Error('The pupil is not in the record.')
    for (const list of isListed(kind) ? [pupil[lists[kind]]] : []) list.splice(0, list.length)
    if (kind === 'plan') pupil.briefings = []
    if (kind === 'review') for (const plan of pupil.plans) delete plan.review
    expect(await recordOf(ours)).toEqual(expected)

    const struck = await struckThrough(senco, pupilId)
    expect(struck.length).toBeGreaterThan(0)
    for (const entry of struck)
      expect(entry).toContain('Withdrawn by SENCO Example on 24 November 2026: Logged for the wrong pupil')

    const token = await senco.formAt(`/pupils/${pupilId}/put-back/${kind}/${ids[kind]}`)
    expect((await senco.post(`/pupils/${pupilId}/put-back/${kind}/${ids[kind]}`, token)).status).toBe(303)
    expect(await recordOf(ours)).toEqual(before)
    expect(await struckThrough(senco, pupilId)).toEqual([])
  })

  test(`withdrawing a ${kind} twice is done and audited once, and a second reason is refused`, async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const path = `/pupils/${pupilId}/withdraw/${kind}/${ids[kind]}`
    const form = { ...(await senco.formAt(path)), because: 'A mistake' }
    expect([(await senco.post(path, form)).status, (await senco.post(path, form)).status]).toEqual([303, 303])
    const changes = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, rowId: ids[kind], action: 'update' } }),
    )
    expect(changes).toMatchObject([{ actorId: ours.staffIds.senco, pupilId, after: { withdrawnBecause: 'A mistake' } }])
    const other = await senco.post(path, { ...form, because: 'Another reason' })
    expect(other.status).toBe(422)
    expect(errorsOf(other.text)).toEqual(['Somebody has withdrawn this already'])
    expect(mainText(other.text)).toContain('Withdrawn by SENCO Example on 24 November 2026: A mistake')
  })
})

describe('withdrawing an entry of a pupil’s record', () => {
  test('the SENCO finds the link to withdraw an entry on its edit form and in the timeline', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const links = async (path: string) =>
      parse((await senco.get(path)).text)
        .querySelectorAll('main a')
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => href.includes('/withdraw/'))
    const edits = {
      concern: `concerns/${ids.concern}/edit`,
      meeting: `meetings/${ids.meeting}/edit`,
      decision: `decisions/${ids.decision}/edit`,
      plan: `plans/${ids.plan}`,
      review: `plans/${ids.plan}/review`,
      professional: `professionals/${ids.professional}/edit`,
      ehcConsideration: `ehc-considerations/${ids.ehcConsideration}/edit`,
    } as const
    for (const [kind, at] of Object.entries(edits)) {
      const id = new Map(Object.entries(ids)).get(kind)
      expect(await links(`/pupils/${pupilId}/${at}`), kind).toEqual([`/pupils/${pupilId}/withdraw/${kind}/${id}`])
    }
    const inTimeline = Object.entries(ids).map(([kind, id]) => `/pupils/${pupilId}/withdraw/${kind}/${id}`)
    expect((await links(`/pupils/${pupilId}`)).toSorted()).toEqual(inTimeline.toSorted())
    for (const at of ['concerns/new', 'meetings/new', 'decisions/new', 'professionals/new', 'ehc-considerations/new'])
      expect(await links(`/pupils/${pupilId}/${at}`), at).toEqual([])
    const head = await ours.as('head')
    expect((await head.get(`/pupils/${pupilId}`)).text).not.toContain('/withdraw/')
    expect((await head.get(`/pupils/${pupilId}/plans/${ids.plan}`)).text).not.toContain('/withdraw/')
  })

  test('a withdrawn professional who was never contacted is in the timeline on the day of withdrawal', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const senco = await ours.as('senco')
    const professionalId = uuidv7()
    await ours.inSchool((tx) =>
      tx.professional.createMany({
        data: [{ schoolId: ours.schoolId, pupilId, id: professionalId, service: 'Hearing support' }],
      }),
    )
    await senco.submit(`/pupils/${pupilId}/withdraw/professional/${professionalId}`, { because: 'Of his brother' })
    const [struck, ...more] = await struckThrough(senco, pupilId)
    expect(more).toEqual([])
    expect(struck).toContain('Professional involved 24 November 2026')
    expect(struck).toContain('Hearing support')
  })

  test('withdrawing an entry needs a reason, and one that is too long is refused', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const path = `/pupils/${pupilId}/withdraw/concern/${ids.concern}`
    const none = await senco.submit(path, { because: ' ' })
    expect([none.status, errorsOf(none.text)]).toEqual([422, ['Say why it is withdrawn']])
    const long = await senco.submit(path, { because: 'x'.repeat(5000) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('x'.repeat(5000))
  })

  test('the form to withdraw a plan says what is withdrawn with it', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const text = mainText((await (await ours.as('senco')).get(`/pupils/${pupilId}/withdraw/plan/${ids.plan}`)).text)
    expect(text).toContain('With it go its assessment, its review and what one member of staff read of it.')
  })

  test('the form to withdraw an entry names the pupil and the steps that will then be open again', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const text = mainText((await senco.get(`/pupils/${pupilId}/withdraw/meeting/${ids.meeting}`)).text)
    expect(text).toContain('Amir Khan Withdraw what was a mistake Early discussion of 14 September 2026')
    expect(text).toContain('These steps of the Code are then open: Early discussion')
    const notice = mainText((await senco.get(`/pupils/${pupilId}/withdraw/notice/${ids.notice}`)).text)
    expect(notice).toContain('Parents told formally about SEN Support')
    const reason = mainText((await senco.get(`/pupils/${pupilId}/withdraw/notDone/${ids.notDone}`)).text)
    expect(reason).toContain('Jo Marsh')
    expect(reason).not.toContain('These steps')
  })

  test.each(kinds)(
    'the steps that the form to withdraw a %s announces as open are those that are open afterwards',
    async (kind) => {
      const ours = await school()
      const { pupilId, ids } = await aPupilWithAll(ours)
      const senco = await ours.as('senco')
      const open = async () => {
        const asked = { schoolId: ours.schoolId, pupilId, asOf: testToday, today: testToday }
        const steps = await ours.inSchool((tx) => pupilSteps({ ...asked, tx }))
        return (steps?.pupilFindings.findings ?? []).filter(({ status }) => status !== 'met')
      }
      const keyOf = ({ rule, subject }: { rule: string; subject: string | null }) => `${rule} ${subject}`
      const before = new Set((await open()).map(keyOf))
      const path = `/pupils/${pupilId}/withdraw/${kind}/${ids[kind]}`
      const told = parse((await senco.get(path)).text)
        .querySelectorAll('.app-form .govuk-list--bullet li')
        .map((step) => step.childNodes[0]?.text.trim())
      await senco.submit(path, { because: 'A mistake' })
      const opened = (await open()).filter((finding) => !before.has(keyOf(finding)))
      expect(told).toEqual(opened.map((finding) => ruleOf(finding).title))
    },
  )

  test('withdrawing an entry that somebody edited meanwhile shows the new version and asks again', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const path = `/pupils/${pupilId}/withdraw/concern/${ids.concern}`
    const form = { ...(await senco.formAt(path)), because: 'Logged for the wrong pupil' }
    await senco.submit(`/pupils/${pupilId}/concerns/${ids.concern}/edit`, { seen: 'It was his sister' })
    const answer = await senco.post(path, form)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([
      'This was changed since you opened the page. It stands above as it is now: withdraw it all the same?',
    ])
    expect(mainText(answer.text)).toContain('It was his sister')
    expect((await recordOf(ours)).pupils[0]?.concerns).toHaveLength(1)
    expect((await senco.post(path, fieldsOf(answer.text, path))).status).toBe(303)
    expect((await recordOf(ours)).pupils[0]?.concerns).toEqual([])
  })

  test('withdrawing an entry of another pupil or school, or of an unknown kind, gets 404', async () => {
    const [ours, theirs] = [await school(), await school()]
    const [mine, other] = [await aPupilWithAll(ours), await aPupilWithAll(ours)]
    const foreign = await aPupilWithAll(theirs)
    const senco = await ours.as('senco')
    for (const path of [
      `/pupils/${mine.pupilId}/withdraw/concern/${other.ids.concern}`,
      `/pupils/${mine.pupilId}/withdraw/concern/${foreign.ids.concern}`,
      `/pupils/${mine.pupilId}/withdraw/constructor/${mine.ids.concern}`,
      `/pupils/${mine.pupilId}/put-back/meeting/${mine.ids.concern}`,
    ])
      expect((await senco.get(path)).status, path).toBe(404)
  })

  test('saving an edit form of an entry that was withdrawn meanwhile gets 404', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    const edit = `/pupils/${pupilId}/concerns/${ids.concern}/edit`
    const open = await senco.formAt(edit)
    await senco.submit(`/pupils/${pupilId}/withdraw/concern/${ids.concern}`, { because: 'A mistake' })
    expect((await senco.post(edit, { ...open, seen: 'Changed' })).status).toBe(404)
    expect((await senco.get(edit)).status).toBe(404)
  })

  test('a withdrawn review cannot be put back once its plan has another review', async () => {
    const ours = await school()
    const { pupilId, ids } = await aPupilWithAll(ours)
    const senco = await ours.as('senco')
    await senco.submit(`/pupils/${pupilId}/withdraw/review/${ids.review}`, { because: 'Of another plan' })
    await senco.submit(`/pupils/${pupilId}/plans/${ids.plan}/review`, dayTyped('heldOn', '2026-11-03'))
    expect((await recordOf(ours)).pupils[0]?.plans[0]?.review?.heldOn).toBe('2026-11-03')
    const path = `/pupils/${pupilId}/put-back/review/${ids.review}`
    expect(mainText((await senco.get(path)).text)).toContain(
      'The plan has another review now. Withdraw that one first.',
    )
    const { _csrf = [] } = await senco.formAt(`/pupils/${pupilId}/withdraw/concern/${ids.concern}`)
    expect((await senco.post(path, { _csrf })).status).toBe(422)
    expect((await recordOf(ours)).pupils[0]?.plans[0]?.review?.heldOn).toBe('2026-11-03')
  })
})
