import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser, type Tab } from '../support/browser.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { printed, wordsOf } from '../support/pdf.ts'
import { amir, classSheet } from './addresses.ts'

/*
 * Printing: A4, with a page number on each sheet, table headings repeated on each sheet, no navigation or buttons, and
 * every word of the page.
 */

const { app, db } = await testApp()
const { rows } = await demoSchool(db)
const browser = await openBrowser(app)
const tabs: Readonly<Record<string, Tab>> = {
  senco: await browser.signIn(emailOf('senco')),
  head: await browser.signIn(emailOf('head')),
  teacher: await browser.signIn(emailOf('teacher')),
}

const current = rows.plan.findLast(({ pupilId }) => pupilId === amir(rows))
const letter = rows.letter.at(-1)
const meeting = rows.meeting.findLast(({ kind }) => kind === 'earlyDiscussion')
const ofPupil = (row: { id?: string | undefined; pupilId: string } | undefined, list: string, page = '') =>
  `/pupils/${row?.pupilId}/${list}/${row?.id}${page}`

const papers = [
  { as: 'senco', what: 'register', path: '/register', isWide: true, hasHeader: true, head: /Pupil +Year +Class/ },
  { as: 'senco', what: 'today', path: '/today', isWide: false, hasHeader: true, head: null },
  { as: 'senco', what: 'pupil', path: `/pupils/${amir(rows)}`, isWide: false, hasHeader: true, head: null },
  { as: 'senco', what: 'plan', path: ofPupil(current, 'plans'), isWide: false, hasHeader: false, head: null },
  { as: 'senco', what: 'letter', path: ofPupil(letter, 'letters'), isWide: false, hasHeader: false, head: null },
  {
    as: 'senco',
    what: 'note',
    path: ofPupil(meeting, 'meetings', '/note'),
    isWide: false,
    hasHeader: false,
    head: null,
  },
  { as: 'head', what: 'report', path: '/report', isWide: false, hasHeader: true, head: null },
  {
    as: 'head',
    what: 'pupils behind a figure',
    path: '/report/6.49-staff-aware',
    isWide: false,
    hasHeader: true,
    head: /Pupil +Class +About/,
  },
  { as: 'head', what: 'at a glance', path: '/at-a-glance', isWide: false, hasHeader: true, head: null },
  { as: 'head', what: 'governors', path: '/report/governors', isWide: false, hasHeader: true, head: null },
  {
    as: 'head',
    what: 'SEN information report',
    path: '/sen-information-report/document',
    isWide: false,
    hasHeader: false,
    head: null,
  },
  { as: 'senco', what: 'amber list', path: '/amber', isWide: false, hasHeader: true, head: null },
  { as: 'senco', what: 'parents told', path: `/pupils/${amir(rows)}/told`, isWide: false, hasHeader: true, head: null },
  {
    as: 'senco',
    what: 'round-robin on paper',
    path: ofPupil(rows.roundRobin.at(-1), 'round-robins', '/sheet'),
    isWide: false,
    hasHeader: true,
    head: null,
  },
  { as: 'teacher', what: 'class page', path: '/my-classes', isWide: false, hasHeader: true, head: null },
  {
    as: 'teacher',
    what: 'class sheet',
    path: classSheet(rows, '4B'),
    isWide: false,
    hasHeader: true,
    head: null,
  },
]

/** The words of <main> that are visible in print. */
async function wordsToPrint({ page }: Tab): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  const text = await page.evaluate<string>(`(() => {
    const isShown = (element) => element.checkVisibility({ contentVisibilityAuto: true }) && getComputedStyle(element).clipPath === 'none' && !element.closest('.govuk-visually-hidden')
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    const texts = []
    while (walker.nextNode()) if (isShown(walker.currentNode.parentElement)) texts.push(walker.currentNode.data)
    return texts.join(' ')
  })()`)
  await page.emulateMedia({ media: null })
  return wordsOf(text)
}

/** How often each word occurs. */
function counted(words: readonly string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  return times
}

describe.each(papers)('printing $what', ({ as, what, path, isWide, hasHeader, head }) => {
  test(`the page “${what}” prints on A4 with every word, and a page number on each sheet`, async () => {
    const tab = tabs[as]
    if (!tab) throw new Error(`Nobody is signed in as ${as}.`)
    await tab.open(path)
    const { sheets, size } = await printed(tab.page)
    expect(size).toBe(isWide ? '841.92 x 594.96 pts (A4)' : '594.96 x 841.92 pts (A4)')
    for (const [index, sheet] of sheets.entries()) expect(sheet).toContain(`Page ${index + 1} of ${sheets.length}`)

    const [first = ''] = sheets
    if (hasHeader) {
      expect(first).toMatch(/^Ashgrove Academy$/m)
      expect(first).toMatch(/, as of (today, )?24 November 2026$/m)
      expect(first).toMatch(/^Printed by (Mrs|Miss) .*, 24 November 2026 at 12:00\./m)
    } else {
      expect(first).not.toContain('Printed by')
    }
    const all = sheets.join('\n')
    for (const control of ['Sign out', 'Hide the page', 'My classes\n', 'Menu', 'CSV', 'Log a concern'])
      expect(all.includes(control) && !(control === 'My classes\n' && as === 'teacher'), control).toBe(false)
    if (head !== null) for (const sheet of sheets.slice(0, -1)) expect(sheet).toMatch(head)

    const onPaper = counted(wordsOf(all))
    const lost = [...counted(await wordsToPrint(tab))].filter(([word, times]) => (onPaper.get(word) ?? 0) < times)
    expect(lost).toEqual([])
  })
})

test('a teacher’s printed first page shows what helps each pupil and not their needs', async () => {
  const { teacher } = tabs
  await teacher?.open('/my-classes')
  const needs = (await teacher?.page.locator('.app-card__needs').first().textContent()) ?? ''
  const { text } = await printed(teacher?.page ?? expect.fail('Nobody is signed in.'))
  expect(text).toContain('What helps')
  expect(needs).not.toBe('')
  expect(text).not.toContain(needs)
})
