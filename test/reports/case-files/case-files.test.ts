import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../../src/access/password.ts'
import { type Browser, mainText, password, signIn, testApp, testToday } from '../../support/app.ts'

const { app, db, school } = await testApp()
let head: Browser

beforeAll(async () => {
  await writeDemoSchool(db, buildDemoSchool(testToday), await hashPassword(password))
  head = await signIn(app, 'head@ashgrove.example')
})

/** Ids of the pupils that can be chosen, by name. */
async function pupilsByName(): Promise<Map<string, string>> {
  const page = parse((await head.get('/report/case-files')).text)
  return new Map(
    page
      .querySelectorAll('.app-cases tbody tr')
      .map((row) => [
        row.querySelector('label')?.text.trim() ?? '',
        row.querySelector('input')?.getAttribute('value') ?? '',
      ]),
  )
}

describe('case files', () => {
  test('a case file shows a pupil’s records from the first concern to today, each plan cycle, and what is missing', async () => {
    const id = (await pupilsByName()).get('Isaac Goldberg') ?? ''
    const text = mainText((await head.get(`/report/case-files?pupil=${id}`)).text)
    const inOrder = [
      'Concern raised by',
      'Early discussion',
      'Decision: SEN Support',
      'Parents told formally',
      'Cycle 1',
      'Reviewed',
      'Cycle 2',
      'What is missing',
    ]
    const places = inOrder.map((words) => text.indexOf(words))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(text).toContain('Missing since')
  })

  test('the page of case files suggests samples for an inspector, and each link opens as many files as it says', async () => {
    const links = parse((await head.get('/report/case-files')).text).querySelectorAll('main a[href*="pupil="]')
    expect(links.map((link) => link.text.replace(/ \(\d+\)/, ''))).toEqual([
      'Longest on SEN Support',
      'Newest on SEN Support',
      'Most missing',
      'One of each year',
    ])
    for (const link of links) {
      const answer = await head.get(link.getAttribute('href') ?? '')
      const files = parse(answer.text).querySelectorAll('article')
      expect(files).toHaveLength(Number(/\((\d+)\)/.exec(link.text)?.[1]))
    }
  })

  test('the JSON file of case files has the same content as their page', async () => {
    const id = (await pupilsByName()).get('Amir Khan') ?? ''
    const answer = await head.get(`/report/case-files.json?pupil=${id}`)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.body).toMatchObject({ school: 'Ashgrove Academy', asOf: testToday, pupils: [{ name: 'Amir Khan' }] })
    const [file] = answer.body.pupils
    const text = mainText((await head.get(`/report/case-files?pupil=${id}`)).text)
    for (const { step } of file.missing) expect(text).toContain(step)
    for (const { said } of file.chain) for (const { words } of said) expect(text).toContain(words.replace(/\s+/g, ' '))
  })

  test('a case file prints the last three plan cycles in full and earlier ones as a line each; its JSON has all', async () => {
    const ours = await school()
    const { schoolId } = ours
    const { pupilId } = await ours.pupil()
    const plans = [1, 2, 3, 4, 5].map((month) => ({
      schoolId,
      id: uuidv7(),
      pupilId,
      agreedOn: new Date(`2026-0${month}-12`),
    }))
    await ours.inSchool(async (tx) => {
      await tx.decision.createMany({
        data: [{ schoolId, id: uuidv7(), pupilId, decidedOn: new Date('2026-01-07'), decision: 'senSupport' }],
      })
      await tx.plan.createMany({ data: plans })
      await tx.outcome.createMany({
        data: plans.map(({ id: planId }, place) => ({
          schoolId,
          id: uuidv7(),
          pupilId,
          planId,
          position: 1,
          outcome: `Reads page ${place + 1}`,
        })),
      })
      await tx.review.createMany({
        data: plans.slice(0, 4).map(({ id: planId }, place) => ({
          schoolId,
          id: uuidv7(),
          pupilId,
          planId,
          heldOn: new Date(`2026-0${place + 2}-10`),
          impact: `Got to page ${place + 1}`,
        })),
      })
    })
    const theirs = await ours.as('head')
    const page = parse((await theirs.get(`/report/case-files?pupil=${pupilId}`)).text)
    const earlier = page
      .querySelectorAll('.app-case__earlier tbody tr')
      .map((row) => row.text.replace(/\s+/g, ' ').trim())
    expect(earlier).toEqual([
      'Cycle 1, 12 January 2026; reviewed 10 February 2026 Reads page 1 – Got to page 1',
      'Cycle 2, 12 February 2026; reviewed 10 March 2026 Reads page 2 – Got to page 2',
    ])
    const inFull = page.querySelectorAll('article > section > h3').map((heading) => heading.text)
    expect(inFull.filter((words) => words.startsWith('Cycle'))).toHaveLength(3)
    const { body } = await theirs.get(`/report/case-files.json?pupil=${pupilId}`)
    expect(body.pupils[0].cycles).toHaveLength(5)
  })

  test('opening case files is audited for each chosen pupil and for nobody else', async () => {
    const ours = await school()
    const [one, other] = [await ours.pupil(), await ours.pupil({ legalForename: 'Other' })]
    await ours.inSchool((tx) =>
      tx.concern.createMany({
        data: [one, other].map(({ pupilId }) => ({
          schoolId: ours.schoolId,
          id: uuidv7(),
          pupilId,
          raisedOn: new Date('2026-10-01'),
          raisedBy: 'parent' as const,
          seen: 'x',
        })),
      }),
    )
    const theirs = await ours.as('head')
    await theirs.get('/report/case-files')
    await theirs.get(`/report/case-files?pupil=${one.pupilId}`)
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, action: 'open', pupilId: { not: null } } }),
    )
    expect(opened.map(({ pupilId }) => pupilId)).toEqual([one.pupilId])
  })

  test('asking for case files of no pupil, another school’s pupil or too many pupils shows the choice again', async () => {
    expect(mainText((await head.get('/report/case-files?choose=yes')).text)).toContain('Choose one pupil or more')
    const foreign = await (await school()).pupil()
    const answer = await head.get(`/report/case-files?pupil=${foreign.pupilId}&pupil=nonsense`)
    expect(answer.status).toBe(200)
    expect(parse(answer.text).querySelectorAll('article')).toHaveLength(0)
    const many = [...(await pupilsByName()).values()].slice(0, 13).map((id) => `pupil=${id}`)
    expect(mainText((await head.get(`/report/case-files?${many.join('&')}`)).text)).toContain(
      'Choose 12 pupils at most',
    )
  })

  test('the page of case files of a school without pupils says that nobody is on the register', async () => {
    const answer = await (await (await school()).as('head')).get('/report/case-files')
    expect(mainText(answer.text)).toContain('Nobody is on the register')
  })
})
