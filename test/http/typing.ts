import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../src/platform/database/days.ts'
import type { Browser, Fields, TestApp, TestSchool } from '../support/app.ts'

export const seen = 'Hides under the table when the bell goes'

/** A pupil whom the teacher teaches, and the form of a new concern about them. */
export async function pupilWithForm(school: TestApp['school']) {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const path = `/pupils/${pupilId}/concerns/new`
  return { ours, pupilId, path, drafts: () => draftsOf(ours) }
}

export const draftsOf = (ours: TestSchool) =>
  ours.inSchool((tx) => tx.draft.findMany({ where: { schoolId: ours.schoolId }, orderBy: { id: 'asc' } }))

/** Types into the page's form, as its script would send it. */
export async function type(browser: Browser, path: string, fields: Fields, more: Fields = {}) {
  return browser.post(path, { ...(await browser.formAt(path)), ...fields, _draft: 'typed', _page: 'one', ...more })
}

export const noticeOf = (html: string): string => parse(html).querySelector('.app-draft__begun')?.text.trim() ?? ''
export const othersOf = (html: string): string[] =>
  parse(html)
    .querySelectorAll('.app-draft__others p')
    .map((line) => line.text.trim())

/** Adds a concern about the pupil. Returns the address of the form that changes it. */
export async function aConcern(ours: TestSchool, pupilId: string): Promise<string> {
  const id = uuidv7()
  await ours.inSchool((tx) =>
    tx.concern.create({
      data: {
        schoolId: ours.schoolId,
        id,
        pupilId,
        staffId: ours.staffIds.teacher,
        raisedOn: toDate('2026-11-20'),
        raisedBy: 'staff',
        areas: ['communication'],
        seen: 'Cannot find a seat',
      },
      select: { id: true },
    }),
  )
  return `/pupils/${pupilId}/concerns/${id}/edit`
}
