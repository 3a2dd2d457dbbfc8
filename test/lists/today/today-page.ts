import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../../src/platform/database/days.ts'
import type { TestApp } from '../../support/app.ts'

type Line = { who: string; what: string; why: string; word: string; button: string | undefined }
type Section = { title: string; lines: Line[] }

export const sectionsIn = (html: string): Section[] =>
  parse(html)
    .querySelectorAll('main section')
    .map((section) => ({
      title: section.querySelector('h2')?.text.trim() ?? '',
      lines: section.querySelectorAll('.app-today__group').flatMap((group) =>
        group.querySelectorAll('.app-today__row').map((row) => ({
          who: group.querySelector('.app-today__who a')?.text ?? '',
          what: row.querySelector('.app-today__what')?.text ?? '',
          why: row.querySelector('.app-today__why')?.text ?? '',
          word: row.querySelector('.app-status__word')?.text ?? '',
          button: row.querySelector('.app-today__act a')?.getAttribute('href'),
        })),
      ),
    }))

export const linesOf = (html: string, title: string) =>
  sectionsIn(html).find((section) => section.title.startsWith(title))?.lines ?? []

/** A school whose own steps are done, so that Today lists pupils only. */
export async function schoolInOrder(school: TestApp['school']) {
  const ours = await school()
  const { schoolId } = ours
  await ours.inSchool(async (tx) => {
    await tx.school.updateMany({ where: { id: schoolId }, data: { coreOfferPublishedOn: toDate('2026-09-01') } })
    await tx.teachingReview.createMany({
      data: [{ schoolId, id: uuidv7(), heldOn: toDate('2026-10-01'), focus: 'Talk' }],
    })
    await tx.specialistService.createMany({
      data: [{ schoolId, id: uuidv7(), service: 'Speech therapy', referralRoute: 'By form' }],
    })
  })
  return { ours, senco: await ours.as('senco') }
}
