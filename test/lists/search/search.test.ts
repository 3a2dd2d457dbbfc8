import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { type Browser, mainText, newBrowser, type TestSchool, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { app, school } = await testApp()

const seen = 'He covers his ears when the hall is loud. Chloë’s mother says he can’t sleep. 100% of the time.'

/**
 * Inserts three pupils: Amir, taught by the teacher, with a concern; Zoë in another class; Finn O’Brien, who has left.
 */
async function someSchool() {
  const ours = await school()
  const { schoolId } = ours
  const amir = await ours.pupil({ legalForename: 'Amir', legalSurname: 'Khan', taughtBy: ours.staffIds.teacher })
  const zoe = await ours.pupil({
    legalForename: 'Zoë',
    legalSurname: 'Abbott',
    yearGroup: '6',
    registrationGroup: '6A',
  })
  const gone = await ours.pupil({ legalForename: 'Finn', legalSurname: 'O’Brien' })
  const concernId = uuidv7()
  await ours.inSchool(async (tx) => {
    await tx.pupil.updateMany({ where: { schoolId, id: gone.pupilId }, data: { leftOn: toDate('2026-07-20') } })
    await tx.pupil.updateMany({ where: { schoolId, id: zoe.pupilId }, data: { preferredForename: 'Bee' } })
    await tx.concern.createMany({ data: [concernOf(ours, amir.pupilId, concernId, seen)] })
  })
  return { ours, amir, zoe, gone, concernId }
}

const concernOf = (
  { schoolId, staffIds }: TestSchool,
  pupilId: string,
  id: string,
  text: string,
  on = '2026-10-03',
) => ({
  schoolId,
  id,
  pupilId,
  raisedOn: toDate(on),
  raisedBy: 'staff' as const,
  staffId: staffIds.teacher,
  areas: [],
  seen: text,
})

/** Submits a search with the box at the top of the page. */
async function search(browser: Browser, q: string) {
  const page = parse((await browser.get('/search')).text)
  const fields = page
    .querySelectorAll('form[action="/search"] input')
    .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''])
  return browser.post('/search', { ...Object.fromEntries(fields), q })
}

async function typing(browser: Browser, q: string) {
  const token =
    parse((await browser.get('/search')).text)
      .querySelector('input[name=_csrf]')
      ?.getAttribute('value') ?? ''
  return browser.post('/search/suggestions', { _csrf: token, q })
}

const linksOf = (html: string) =>
  parse(html)
    .querySelectorAll('.app-found a')
    .map((link) => [link.text, link.getAttribute('href')])

const openings = ({ schoolId, inSchool }: TestSchool, staffId: string) =>
  inSchool((tx) =>
    tx.auditEvent.findMany({
      where: { schoolId, actorId: staffId, action: 'open', subject: 'Pupil' },
      select: { pupilId: true },
    }),
  )

describe('search by name', () => {
  test('a search finds names in any order, preferred or legal, without accents, apostrophes or capitals', async () => {
    const { ours, zoe, gone } = await someSchool()
    const senco = await ours.as('senco')
    for (const q of ['ZOE', 'abbott zoë', 'bee', 'Bee Abb', zoe.upn, zoe.upn.slice(0, 13).toLowerCase()]) {
      expect((await search(senco, q)).headers.location, q).toBe(`/pupils/${zoe.pupilId}`)
    }
    for (const q of ['obrien', "O'Brien", 'o’brien finn', 'brien']) {
      expect((await search(senco, q)).headers.location, q).toBe(`/pupils/${gone.pupilId}`)
    }
    expect((await typing(senco, 'obrien')).text).toContain('left on 20 July 2026')
  })

  test('a search with one pupil as its only result opens and audits their record; other searches show a list', async () => {
    const { ours, amir, zoe } = await someSchool()
    const senco = await ours.as('senco')
    const answer = await search(senco, 'amir')
    expect([answer.status, answer.headers.location]).toEqual([303, `/pupils/${amir.pupilId}`])
    expect(await openings(ours, ours.staffIds.senco)).toEqual([])
    await senco.get(answer.headers.location ?? '')
    expect(await openings(ours, ours.staffIds.senco)).toEqual([{ pupilId: amir.pupilId }])
    await ours.inSchool((tx) =>
      tx.concern.createMany({ data: [concernOf(ours, zoe.pupilId, uuidv7(), 'Amir helps her.')] }),
    )
    expect(linksOf((await search(senco, 'amir')).text).map(([name]) => name)).toEqual([
      'Amir Khan',
      'Bee Abbott: Concern',
    ])
  })

  test('search results list pupils at the school before those who left, and the beginning of a name before its middle', async () => {
    const ours = await school()
    const { schoolId } = ours
    await ours.pupil({ legalForename: 'Joanna', legalSurname: 'Young' })
    await ours.pupil({ legalForename: 'Anna', legalSurname: 'Young' })
    const { pupilId } = await ours.pupil({ legalForename: 'Annabel', legalSurname: 'Ash' })
    await ours.inSchool((tx) =>
      tx.pupil.updateMany({ where: { schoolId, id: pupilId }, data: { leftOn: toDate('2026-07-20') } }),
    )
    const { text } = await search(await ours.as('head'), 'anna')
    expect(linksOf(text).map(([name]) => name)).toEqual(['Anna Young', 'Joanna Young', 'Annabel Ash'])
    expect(await htmlErrors(text)).toEqual([])
  })
})

test('a search finds classes, registration groups and years, each with its own address', async () => {
  const { ours, amir, zoe } = await someSchool()
  const senco = await ours.as('senco')
  const { text } = await search(senco, '6a')
  expect(linksOf(text)).toEqual([
    ['Class 6A', '/search?class=6A'],
    ['Bee Abbott', `/pupils/${zoe.pupilId}`],
  ])
  expect((await search(senco, 'year 4')).headers.location).toBe('/search?class=Year+4')
  expect(linksOf((await senco.get('/search?class=Year+4')).text)).toEqual([['Amir Khan', `/pupils/${amir.pupilId}`]])
  expect(await htmlErrors((await senco.get('/search?class=6A')).text)).toEqual([])
  expect((await senco.get('/search?class=9Z')).status).toBe(404)
})

describe('search in notes', () => {
  test('a search in notes marks the word in the entry that it finds, links to the entry, and is audited', async () => {
    const { ours, amir, concernId } = await someSchool()
    const { text } = await search(await ours.as('senco'), 'ear')
    expect(linksOf(text)).toEqual([['Amir Khan: Concern', `/pupils/${amir.pupilId}/concerns/${concernId}/edit`]])
    expect(parse(text).querySelector('mark')?.text).toBe('ears')
    expect(mainText(text)).toContain('3 October 2026')
    expect(await openings(ours, ours.staffIds.senco)).toEqual([{ pupilId: amir.pupilId }])
    expect(parse(text).querySelector('title')?.text).toBe('Search – SEN Support Register')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('a search for a name and a word finds the word in that pupil’s record, whatever the accents and apostrophes', async () => {
    const { ours } = await someSchool()
    const senco = await ours.as('senco')
    for (const q of ['amir loud', 'chloes', 'cant SLEEP', 'can’t', '100%']) {
      expect(
        linksOf((await search(senco, q)).text).map(([words]) => words),
        q,
      ).toEqual(['Amir Khan: Concern'])
    }
    for (const q of ['bee loud', 'oud', 'ears%', '%', '_', '.*', '\\m']) {
      const found = linksOf((await search(senco, q)).text).map(([words]) => words)
      expect(found, q).toEqual(q === 'ears%' ? ['Amir Khan: Concern'] : [])
    }
  })

  test('a search leaves out withdrawn entries, and the entries of a listed pupil that match only by name', async () => {
    const { ours, amir, zoe, concernId } = await someSchool()
    const { schoolId } = ours
    const [later, withdrawn] = [uuidv7(), uuidv7()]
    await ours.inSchool((tx) =>
      tx.concern.createMany({
        data: [
          concernOf(ours, zoe.pupilId, later, 'Amir helps her.', '2026-11-02'),
          concernOf(ours, zoe.pupilId, uuidv7(), 'Nothing.', '2026-11-02'),
          {
            ...concernOf(ours, zoe.pupilId, withdrawn, 'Amir hit her.'),
            withdrawnAt: new Date('2026-11-03T10:00:00Z'),
            withdrawnBy: ours.staffIds.senco,
            withdrawnBecause: 'Another pupil',
          },
        ],
      }),
    )
    await ours.inSchool((tx) =>
      tx.concern.updateMany({ where: { schoolId, id: concernId }, data: { answer: 'Amir sits by the door now.' } }),
    )
    expect(linksOf((await search(await ours.as('senco'), 'amir')).text)).toEqual([
      ['Amir Khan', `/pupils/${amir.pupilId}`],
      ['Bee Abbott: Concern', `/pupils/${zoe.pupilId}/concerns/${later}/edit`],
    ])
    expect(linksOf((await search(await ours.as('senco'), 'amir door')).text)).toEqual([
      ['Amir Khan: Concern', `/pupils/${amir.pupilId}/concerns/${concernId}/edit`],
    ])
  })

  test('a search finds a letter that was sent again, but not a letter whose only sending was withdrawn', async () => {
    const { ours, amir, zoe } = await someSchool()
    const { schoolId } = ours
    const withdrawn = {
      withdrawnAt: new Date('2026-11-03T10:00:00Z'),
      withdrawnBy: ours.staffIds.senco,
      withdrawnBecause: 'The letter came back',
    }
    const [again, once] = [uuidv7(), uuidv7()]
    await ours.inSchool(async (tx) => {
      const sent = {
        schoolId,
        sentTo: 'Mrs Khan',
        subject: 'SEN Support',
        body: 'A quiet corner',
        signedBy: 'Jo Marsh',
      }
      const formal = { ...sent, kind: 'formalNotice' as const, addressee: 'parent' as const }
      await tx.letter.createMany({
        data: [
          { ...formal, id: again, pupilId: amir.pupilId },
          { ...formal, id: once, pupilId: zoe.pupilId },
        ],
      })
      const told = { schoolId, sentOn: toDate('2026-11-02'), addressee: 'parent' as const, method: 'letter by post' }
      await tx.notice.createMany({
        data: [
          { ...told, ...withdrawn, id: uuidv7(), pupilId: amir.pupilId, letterId: again },
          { ...told, id: uuidv7(), pupilId: amir.pupilId, letterId: again },
          { ...told, ...withdrawn, id: uuidv7(), pupilId: zoe.pupilId, letterId: once },
        ],
      })
    })
    expect(linksOf((await search(await ours.as('senco'), 'quiet')).text)).toEqual([
      ['Amir Khan: Letter', `/pupils/${amir.pupilId}/letters/${again}`],
    ])
  })

  test('a head teacher’s search results link to pages that a head teacher may read', async () => {
    const { ours, amir } = await someSchool()
    expect(linksOf((await search(await ours.as('head'), 'loud')).text)).toEqual([
      ['Amir Khan: Concern', `/pupils/${amir.pupilId}`],
    ])
  })
})

describe('search by staff without access to records', () => {
  test('a teacher’s search finds only pupils whom they teach, and finds nothing in records', async () => {
    const { ours, amir } = await someSchool()
    const teacher = await ours.as('teacher')
    expect((await search(teacher, 'amir')).headers.location).toBe(`/pupils/${amir.pupilId}/summary`)
    for (const q of ['bee', 'finn', 'loud', 'ears']) expect(linksOf((await search(teacher, q)).text), q).toEqual([])
    expect(mainText((await search(teacher, 'bee')).text)).toContain('Nothing is found among your pupils.')
    expect(await openings(ours, ours.staffIds.teacher)).toEqual([])
  })

  test('a teacher’s search finds words in the needs summaries of current plans', async () => {
    const { ours, amir } = await someSchool()
    const { schoolId } = ours
    const { pupilId } = amir
    await ours.inSchool(async (tx) => {
      await tx.decision.createMany({
        data: [{ schoolId, id: uuidv7(), pupilId, decidedOn: toDate('2026-10-05'), decision: 'senSupport' }],
      })
      const agreed = {
        schoolId,
        id: uuidv7(),
        pupilId,
        agreedOn: toDate('2026-10-06'),
        startedOn: toDate('2026-10-06'),
      }
      await tx.plan.createMany({
        data: [{ ...agreed, needsInALine: 'Noise hurts: ear defenders', expectedImpact: 'Secret' }],
      })
    })
    const teacher = await ours.as('teacher')
    const { text } = await search(teacher, 'defenders')
    expect(linksOf(text)).toEqual([['Amir Khan: What helps', `/pupils/${pupilId}/summary`]])
    expect(await openings(ours, ours.staffIds.teacher)).toEqual([{ pupilId }])
    expect(linksOf((await search(teacher, 'secret')).text)).toEqual([])
  })

  test('an administrator who opens search gets 403', async () => {
    const { ours } = await someSchool()
    const office = await ours.as('administrator')
    expect((await office.get('/search')).status).toBe(403)
    expect(parse((await office.get('/school')).text).querySelector('#search-box')).toBeNull()
  })
})

describe('unusual searches', () => {
  test('the search page explains what can be searched if nothing was typed or nothing was found', async () => {
    const { ours } = await someSchool()
    const senco = await ours.as('senco')
    expect(mainText((await senco.get('/search')).text)).toContain('Type in the box at the head of the page.')
    expect(mainText((await search(senco, ' ')).text)).toContain('Type in the box')
    expect(mainText((await search(senco, '%%')).text)).toContain('There is no letter or figure in what you typed.')
    const { text, status } = await search(senco, 'nobodyiscalledthis')
    expect(status).toBe(200)
    expect(mainText(text)).toContain('Nothing is found. What is found here')
    expect(parse(text).querySelector('#search-box')?.getAttribute('value')).toBe('nobodyiscalledthis')
  })

  test('no search text causes a server error', async () => {
    const { ours } = await someSchool()
    const senco = await ours.as('senco')
    const odd = [
      'a\u0000b',
      '\ud800',
      'x'.repeat(10_000),
      "'; drop table x",
      '[',
      'a{9}',
      '💬',
      'ﷺ',
      'ı',
      'ß',
      'Ω ψ',
      '{{x}}',
    ]
    for (const q of odd) {
      expect([200, 303], q).toContain((await search(senco, q)).status)
      expect((await typing(senco, q)).status, q).toBe(200)
    }
  })

  test('a search sent after the session expired is shown after signing in', async () => {
    const { ours, amir } = await someSchool()
    const senco = await ours.as('senco')
    const page = parse((await senco.get('/search')).text)
    const staffId = page.querySelector('form[action="/search"] input[name=_for]')?.getAttribute('value') ?? ''
    const nobody = newBrowser(app)
    expect((await nobody.post('/search', { q: 'amir', _for: staffId })).headers.location).toBe('/sign-in')
    const email = ours.emails.senco
    const back = await nobody.submit('/sign-in', { email, password: 'correct horse battery' })
    expect(back.headers.location).toBe('/search')
    expect(linksOf((await nobody.get('/search')).text)[0]).toEqual(['Amir Khan', `/pupils/${amir.pupilId}`])
  })

  test('a search finds nothing that belongs to another school', async () => {
    await someSchool()
    const other = await (await school()).as('senco')
    for (const q of ['amir', 'loud', '4b']) expect(linksOf((await search(other, q)).text), q).toEqual([])
  })
})

describe('search suggestions', () => {
  test('search suggestions are the best eight with the total count, and those from records are audited', async () => {
    const ours = await school()
    for (let count = 0; count < 9; count++) await ours.pupil({ legalForename: `Sam${count}`, legalSurname: 'Ash' })
    const { pupilId } = await ours.pupil({ legalForename: 'Kit', legalSurname: 'Bell' })
    const { pupilId: unseen } = await ours.pupil({ legalForename: 'Ty', legalSurname: 'Cole' })
    const ids = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
    await ours.inSchool((tx) =>
      tx.concern.createMany({
        data: ids.map((id, place) =>
          concernOf(
            ours,
            place === 0 ? unseen : pupilId,
            id,
            'Sam <b>teases</b> him',
            place === 0 ? '2026-09-01' : undefined,
          ),
        ),
      }),
    )
    const answer = await typing(await ours.as('senco'), 'sam')
    expect(answer.headers['content-type']).toContain('application/json')
    const { options, all, said } = answer.body
    expect(options).toHaveLength(8)
    expect(options[0]).toEqual({
      href: expect.stringMatching(/^\/pupils\//),
      text: 'Sam0 Ash',
      about: 'Year 4 · 4B',
      excerpt: [],
    })
    expect(options[7].excerpt).toEqual(['', 'Sam', ' <b>teases</b> him'])
    expect([all, said]).toEqual(['All 13 results', '13 results, 8 of them listed'])
    expect(await openings(ours, ours.staffIds.senco)).toEqual([{ pupilId }])
  })

  test('search suggestions for two letters are names only, and for an empty text there are none', async () => {
    const { ours } = await someSchool()
    const senco = await ours.as('senco')
    expect((await typing(senco, 'lo')).body.options).toEqual([])
    expect((await typing(senco, '')).body).toEqual({ options: [], all: '', said: '0 results' })
    expect((await typing(senco, 'kh')).body.options).toHaveLength(1)
  })
})
