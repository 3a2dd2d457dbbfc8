import { execFileSync } from 'node:child_process'
import { pino } from 'pino'
import type request from 'supertest'
import { afterAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { fitOnPages, type SheetPupil } from '../../../src/lists/teaching/fit-on-pages.ts'
import { openPdf } from '../../../src/platform/pdf/pdf.ts'
import { mainText, testApp } from '../../support/app.ts'
import { aClassOf, aPlanFor } from './a-class.ts'

const pdf = openPdf(findChromium() ?? '', pino({ level: 'silent' }))
afterAll(() => pdf.close())
const { school } = await testApp(undefined, { pdf })

/** The longest text that a line of a plan allows, in words that teachers use. */
const long =
  'Give the whole instruction once, slowly, with WORDS and pictures; wait for ten seconds, then ask them to say it back in their own words, and only then hand out what is needed for the task on the table.'

/** Makes a class of ten pupils whose plans have the longest texts allowed. */
async function tenLongPlans() {
  const ours = await school()
  const pupilIds: string[] = []
  for (let count = 0; count < 10; count++) {
    const { pupilId } = await ours.pupil({
      legalForename: `Maximiliana${count}`,
      legalSurname: 'Featherstonehaugh-Bartholomew',
    })
    await aPlanFor(ours, pupilId, { needs: long, helps: [long, long, long], avoid: long })
    pupilIds.push(pupilId)
  }
  const classId = await aClassOf(ours, { name: '4B', pupilIds, staff: [{ staffId: ours.staffIds.teacher }] })
  return { teacher: await ours.as('teacher'), path: `/class-sheets/${classId}` }
}

const binary = (sending: request.Test) =>
  sending.buffer(true).parse((response, done) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () => done(null, Buffer.concat(parts)))
  })

describe('class sheets of ten pupils with the longest plans', () => {
  test('a class sheet of ten pupils with the longest plans fits one side of A4 and says that texts are cut', async () => {
    const { teacher, path } = await tenLongPlans()
    for (const use of ['planner', 'seats', 'supply']) {
      const shown = await teacher.get(`${path}?for=${use}`)
      expect(mainText(shown.text)).toContain('This fits one side of A4. Long texts are cut for it.')
      expect(shown.text).toContain(`href="${path}?for=${use}&amp;as=pdf"`)
      const { body, headers } = await binary(teacher.get(`${path}?for=${use}&as=pdf`))
      expect(headers['content-disposition']).toMatch(/-sheet\.pdf/)
      const facts = execFileSync('pdfinfo', ['-'], { input: body, encoding: 'utf8' })
      expect(facts).toMatch(/^Pages:\s+1$/m)
    }
  })
})

describe('a class sheet that leaves off a pupil’s details', () => {
  test('a class sheet that leaves off a pupil’s details says whom to ask before the lesson', async () => {
    const ours = await school()
    const pupilIds: string[] = []
    for (const helps of [['Epilepsy: if she stares, time it and fetch the nurse'], [long, long, long, long]]) {
      const { pupilId } = await ours.pupil({ legalForename: `Maximiliana${pupilIds.length}` })
      await aPlanFor(ours, pupilId, { helps })
      pupilIds.push(pupilId)
    }
    const classId = await aClassOf(ours, { name: '4B', pupilIds, staff: [{ staffId: ours.staffIds.teacher }] })
    const { body } = await binary((await ours.as('teacher')).get(`/class-sheets/${classId}?for=supply&as=pdf`))
    const told = execFileSync('pdftotext', ['-', '-'], { input: body, encoding: 'utf8' }).replaceAll(/\s+/g, ' ')
    const ask = 'ask the SENCO, SENCO Example, before the lesson'
    expect(told).toContain(`What helps is not on this sheet: ${ask}`)
    expect(told).toContain(`and 1 more: ${ask}`)
    expect(told).not.toMatch(/epilep/i)
  })
})

const columns = { columns: 2, asRows: false, lines: 51, gap: 0.8, width: 50 }
const pupils = (count: number, text: string): SheetPupil[] =>
  Array.from({ length: count }, (_nothing, index) => ({
    name: `Pupil ${index}`,
    needs: '',
    helps: [text, text, text],
    avoid: text,
    outcomes: [],
    more: '',
  }))

describe('fitOnPages', () => {
  test.each([
    { count: 0, text: long, sides: 1, isCut: false, isLarge: true },
    { count: 3, text: 'Show it, then say it', sides: 1, isCut: false, isLarge: true },
    { count: 16, text: 'Show it, then say it', sides: 1, isCut: false, isLarge: false },
    { count: 10, text: long, sides: 1, isCut: true, isLarge: false },
    { count: 30, text: long, sides: 2, isCut: true, isLarge: false },
  ])('a sheet of $count pupils with “$text” has $sides sides', ({ count, text, ...expected }) => {
    expect(fitOnPages(pupils(count, text), columns)).toMatchObject(expected)
  })
})
