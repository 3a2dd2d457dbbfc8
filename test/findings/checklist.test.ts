import { describe, expect, test } from 'vitest'
import { pupilRules } from '../../src/code-of-practice/catalogue.ts'
import { checklist, checklistRow, type FindingsContext, nextSteps } from '../../src/findings/checklist.ts'
import type { FindingWithStep } from '../../src/findings/pupil-findings.ts'
import { STATUS_STRIP_COLUMNS, statusStrip } from '../../src/findings/status-strip.ts'

const today = '2026-11-24'
const shown: FindingsContext = {
  pupilId: 'amir',
  asOf: today,
  today,
  places: { currentPlanId: 'plan', earlyDiscussionId: 'talk' },
  notDone: [],
}

const finding = (changes: Partial<FindingWithStep> = {}): FindingWithStep => ({
  pupil: 'B801200005001',
  rule: '6.39-early-discussion',
  subject: 'worry',
  status: 'missing',
  dueOn: '2026-11-12',
  late: false,
  doneOn: null,
  step: 'holdEarlyDiscussion',
  ...changes,
})

const parentsInformed = (changes: Partial<FindingWithStep> = {}): FindingWithStep =>
  finding({ rule: '6.43-parents-informed', subject: 'start', step: 'informParents', ...changes })

const because = (changes: Partial<FindingsContext['notDone'][number]> = {}) => ({
  rule: '6.39-early-discussion',
  subject: 'worry',
  because: 'parents asked not to be contacted this term.',
  recordedOn: '2026-11-02',
  recordedBy: 'Jo Marsh',
  ...changes,
})

describe('the status words of a checklist row', () => {
  test.each([
    [{ status: 'met', doneOn: '2026-10-03' }, 'met', 'Done 3 October'],
    [{ status: 'met', doneOn: '2025-10-03' }, 'met', 'Done 3 October 2025'],
    [{ status: 'met', doneOn: null }, 'met', 'Done'],
    [{ status: 'met', doneOn: '2026-10-03', late: true }, 'late', 'Done late 3 October'],
    [{ status: 'upcoming', dueOn: '2027-03-14' }, 'upcoming', 'Due 14 March'],
    [{ status: 'upcoming', dueOn: '2027-09-14' }, 'upcoming', 'Due 14 September 2027'],
    [{ status: 'missing', dueOn: '2026-11-12' }, 'missing', 'Missing since 12 November'],
    [{ status: 'missing', dueOn: null }, 'missing', 'Missing'],
    [{ status: 'breached', dueOn: null }, 'breached', 'Not in line with the Code'],
  ] as const)('for the finding %o a checklist row shows the status %s and the words “%s”', (changes, status, word) => {
    expect(checklistRow(finding(changes), shown)).toMatchObject({ status, word })
  })
})

describe('checklist rows', () => {
  test('a checklist row says what has to be done, who requires it, and which form records it', () => {
    expect(checklistRow(parentsInformed(), shown)).toEqual({
      rule: '6.43-parents-informed',
      paragraph: '6.43 and 6.48',
      title: 'Parents told formally about SEN Support',
      asks: expect.stringContaining('must be told formally'),
      level: 'must',
      levelWords: 'The law',
      law: 'Children and Families Act 2014, section 68',
      status: 'missing',
      word: 'Missing since 12 November',
      reason: '',
      dueOn: '2026-11-12',
      since: '2026-11-12',
      doneOn: null,
      subject: 'start',
      action: { text: 'Write the letter', href: '/pupils/amir/notices/new', may: 'notice:send' },
      reasonHref: '/pupils/amir/steps/6.43-parents-informed',
      notDoneHref: '/pupils/amir/not-done/new?rule=6.43-parents-informed&subject=start',
    })
  })

  test('a checklist row of a step that is done links to no form', () => {
    const row = checklistRow(finding({ status: 'met', doneOn: '2026-10-03' }), shown)
    expect(row).toMatchObject({ levelWords: 'The Code says', law: '', action: null, notDoneHref: '', since: null })
  })

  test('a checklist row as of an earlier day links to the reasons as of that day', () => {
    const row = checklistRow(finding(), { ...shown, asOf: '2026-11-20' })
    expect(row.reasonHref).toBe('/pupils/amir/steps/6.39-early-discussion?asOf=2026-11-20')
  })

  test('a checklist row of a step for the whole school links to the school’s pages', () => {
    const published = finding({ pupil: null, rule: '6.40-core-offer', subject: null, step: 'publishCoreOffer' })
    expect(checklistRow(published, { ...shown, pupilId: null })).toMatchObject({
      action: { href: '/school/core-offer' },
      reasonHref: '/school',
      notDoneHref: '/school/not-done/new?rule=6.40-core-offer',
    })
  })
})

describe('recorded reasons for not doing a step', () => {
  test('a checklist row shows a recorded reason for not doing a step, and the finding stays', () => {
    expect(checklistRow(finding(), { ...shown, notDone: [because()] })).toMatchObject({
      status: 'notDone',
      word: 'Missing since 12 November',
      reason: 'Not done, because parents asked not to be contacted this term (Jo Marsh, 2 November)',
    })
  })

  test('a reason for not doing a step changes no status if the law requires the step or the Code is breached', () => {
    const notDone = [because({ rule: '6.43-parents-informed', subject: 'start' }), because()]
    expect(checklistRow(parentsInformed(), { ...shown, notDone }).status).toBe('missing')
    expect(checklistRow(finding({ status: 'breached' }), { ...shown, notDone }).status).toBe('breached')
  })

  test.each([
    ['about another subject', because({ subject: 'other' })],
    ['about another rule', because({ rule: '6.40-decision' })],
    ['recorded after the day shown', because({ recordedOn: '2026-11-25' })],
  ])('a reason for not doing a step is ignored if it is %s', (_name, reason) => {
    expect(checklistRow(finding(), { ...shown, notDone: [reason] })).toMatchObject({ status: 'missing', reason: '' })
  })

  test('a checklist row shows only the latest reason for not doing a step, and none once the step is done', () => {
    const notDone = [because({ because: 'new', recordedOn: '2026-11-09' }), because({ because: 'old' })]
    expect(checklistRow(finding(), { ...shown, notDone }).reason).toContain('because new')
    expect(checklistRow(finding({ status: 'met' }), { ...shown, notDone }).reason).toBe('')
  })
})

test('a checklist lists findings in the catalogue’s order of rules, grouped by paragraph of the Code', () => {
  const findings = pupilRules.map(({ id, step }) => finding({ rule: id, step }))
  const groups = checklist(findings, shown)
  expect(groups.flatMap(({ rows }) => rows.map(({ rule }) => rule))).toEqual(pupilRules.map(({ id }) => id))
  expect(groups.map(({ paragraph }) => paragraph)).toEqual([
    ...['6.37', '6.38', '6.39', '6.40', '6.43', '6.44', '6.45', '6.46', '6.47', '6.48', '6.49', '6.65', '6.63'],
  ])
})

describe('next steps', () => {
  test('next steps come in this order: late "must" rules, late guidance, then steps not due yet', () => {
    const findings = [
      finding({ status: 'upcoming', dueOn: '2026-12-04', step: 'holdReview', subject: 'c', rule: '6.44-review-held' }),
      parentsInformed({ status: 'upcoming', dueOn: '2026-12-01' }),
      finding({ dueOn: null, step: 'completePlan', subject: 'd', rule: '6.48-plan-content' }),
      finding({ dueOn: '2026-11-13' }),
      finding({ status: 'met' }),
      finding({ rule: 'ehc-request-ground', status: 'breached', dueOn: null, step: 'reconsiderRequest', subject: 'e' }),
      finding({
        rule: '6.47-agreement-before-contact',
        status: 'breached',
        dueOn: null,
        step: 'recordAgreement',
        subject: 'f',
      }),
      finding({ dueOn: '2026-11-12', step: 'decide', rule: '6.40-decision' }),
    ]
    expect(nextSteps(findings, shown).map(({ rule, status }) => `${rule} ${status}`)).toEqual([
      'ehc-request-ground breached',
      '6.47-agreement-before-contact breached',
      '6.40-decision missing',
      '6.39-early-discussion missing',
      '6.48-plan-content missing',
      '6.43-parents-informed upcoming',
      '6.44-review-held upcoming',
    ])
  })

  test('next steps that the same form records become one line', () => {
    const unread = ['doyle', 'iqbal', 'brooks'].map((subject) =>
      finding({ rule: '6.49-staff-aware', subject, step: 'briefStaff' }),
    )
    expect(nextSteps(unread, shown)).toMatchObject([
      { subject: 'doyle', also: 2, action: { href: '/pupils/amir/plans/plan/briefing' } },
    ])
  })

  test('next steps leave out steps with a recorded reason not to do them, unless the law requires them', () => {
    const notDone = [because(), because({ rule: '6.43-parents-informed', subject: 'start' })]
    const steps = nextSteps([finding(), parentsInformed()], { ...shown, notDone })
    expect(steps.map(({ rule }) => rule)).toEqual(['6.43-parents-informed'])
  })
})

describe('the status strip', () => {
  const cellAt = (
    findings: readonly FindingWithStep[],
    paragraph: string,
    notDone: FindingsContext['notDone'] = [],
  ) => {
    const { cells } = statusStrip(findings, { ...shown, notDone })
    return cells[STATUS_STRIP_COLUMNS.findIndex((column) => column.paragraph === paragraph)]
  }
  const met = finding({ status: 'met', doneOn: '2026-10-03' })
  const noteLate = finding({
    rule: '6.39-note-to-parents',
    status: 'met',
    late: true,
    doneOn: '2026-10-30',
    subject: 'talk',
  })
  const iassDue = finding({ rule: '6.39-iass', status: 'upcoming', dueOn: '2026-12-01', subject: null })

  test('the status strip has one column for every paragraph of the Code that a rule about pupils cites', () => {
    const paragraphs = new Set(pupilRules.map(({ paragraph }) => paragraph))
    expect(STATUS_STRIP_COLUMNS.map(({ paragraph }) => paragraph).toSorted()).toEqual([...paragraphs].toSorted())
  })

  test('the status strip shows "does not apply" for a paragraph without findings', () => {
    expect(cellAt([met], '6.47')).toEqual({ status: 'notApplicable', word: 'Does not apply', href: '' })
  })

  test.each([
    ['one step is done', [met], { status: 'met', word: 'Done 3 October' }],
    ['several steps are done', [met, met], { status: 'met', word: 'Done' }],
    ['one was done late', [met, noteLate], { status: 'late', word: 'Done late 30 October' }],
    [
      'one is due',
      [met, noteLate, iassDue],
      { status: 'upcoming', word: 'Due 1 December (Advice service explained to parents)' },
    ],
    [
      'one is missing',
      [iassDue, finding()],
      { status: 'missing', word: 'Missing since 12 November (Early discussion held)' },
    ],
    [
      'several are missing (the first due is named)',
      [finding(), finding({ rule: '6.39-iass', dueOn: '2026-11-02' })],
      { status: 'missing', word: 'Missing since 2 November (Advice service explained to parents, and 1 more)' },
    ],
    ['one is in breach of the Code', [finding({ status: 'breached', dueOn: null }), finding()], { status: 'breached' }],
  ])('a cell of the status strip shows the worst status of its paragraph when %s', (_name, findings, cell) => {
    expect(cellAt(findings, '6.39')).toMatchObject(cell)
  })

  test('a cell of the status strip links to the reasons of its worst finding', () => {
    expect(cellAt([met, noteLate, iassDue], '6.39')?.href).toBe('/pupils/amir/steps/6.39-iass')
  })

  test('a cell of the status strip shows "not done" if every missing step has a recorded reason', () => {
    expect(cellAt([finding()], '6.39', [because()])?.status).toBe('notDone')
    expect(cellAt([finding(), finding({ rule: '6.39-iass' })], '6.39', [because()])?.status).toBe('missing')
  })

  test('the status strip counts how many of the columns that apply are done', () => {
    expect(statusStrip([met, noteLate, parentsInformed()], shown)).toMatchObject({
      done: 1,
      applicable: 2,
      steps: '1/2',
    })
    expect(statusStrip([], shown)).toMatchObject({ done: 0, applicable: 0, steps: '–' })
  })
})
