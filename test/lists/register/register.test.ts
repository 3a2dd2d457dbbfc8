import { parse as parseCsv } from 'csv-parse/sync'
import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { fieldsOf, mainText, signIn, testApp } from '../../support/app.ts'
import { demoSchool, emailOf } from '../../support/demo-school.ts'
import { concernOf, pupilOnSenSupport } from '../../support/sen-support-pupil.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { app, db, school } = await testApp()

/** Inserts four pupils, one for each register status, and one without any record. */
async function aRegister() {
  const ours = await school()
  const amir = await pupilOnSenSupport(ours, { legalForename: 'Amir', legalSurname: 'Khan' })
  const { pupilId: seren } = await ours.pupil({
    legalForename: 'Seren',
    legalSurname: 'Jones',
    yearGroup: '2',
    registrationGroup: '2',
  })
  await concernOf(ours, seren, '2026-11-20')
  const { pupilId: tom } = await ours.pupil({
    legalForename: 'Tom',
    legalSurname: 'Wright',
    yearGroup: 'R',
    registrationGroup: 'R',
  })
  await ours.inSchool((tx) =>
    tx.decision.createMany({
      data: [
        {
          schoolId: ours.schoolId,
          id: uuidv7(),
          pupilId: tom,
          decidedOn: toDate('2026-09-14'),
          decision: 'coreOffer',
          reviewOn: toDate('2026-11-02'),
        },
      ],
    }),
  )
  const { pupilId: zoe } = await ours.pupil({ legalForename: 'Zoë', legalSurname: 'Clarke', ehcPlanFrom: '2026-01-12' })
  await ours.pupil({ legalForename: 'Nobody', legalSurname: 'Known' })
  return { ours, amir, seren, tom, zoe, senco: await ours.as('senco') }
}

const namesIn = (html: string): string[] =>
  parse(html)
    .querySelectorAll('.app-register tbody th')
    .map((cell) => cell.text.trim())

const lede = (html: string): string => parse(html).querySelector('.app-lede')?.text.replace(/\s+/g, ' ').trim() ?? ''

describe('the register', () => {
  test('the register lists its pupils by surname with status, next review and open steps, and shows totals', async () => {
    const { amir, senco } = await aRegister()
    const { status, text } = await senco.get('/register')
    expect(status).toBe(200)
    expect(namesIn(text)).toEqual(['Zoë Clarke', 'Seren Jones', 'Amir Khan', 'Tom Wright'])
    expect(lede(text)).toBe('4 pupils · 1 SEN Support · 1 being looked at · 1 on the core offer · 1 with an EHC plan')
    const row = parse(text)
      .querySelectorAll('.app-register tbody tr')
      .find((one) => one.text.includes('Amir'))
    const cells = row?.querySelectorAll('td:not(.app-strip__cell)').map((cell) => cell.text.trim())
    expect(cells).toEqual(['4', '4B', 'SLCN, SEMH', 'SEN Support', '4 December', expect.stringMatching(/^\d+\/\d+$/)])
    const strip = row?.querySelectorAll('.app-strip__cell') ?? []
    expect(strip).toHaveLength(13)
    const parents = strip.find((cell) => cell.getAttribute('data-label') === '6.43')?.querySelector('a')
    expect(parents?.getAttribute('href')).toBe(`/pupils/${amir.pupilId}/steps/6.43-parents-informed`)
    expect(parents?.text).toBe('Missing since 9 November (Parents told formally about SEN Support)')
    expect(mainText(text)).toContain('was 2 November')
    expect(parse(text).querySelector('title')?.text).toBe('Register – SEN Support Register')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('every cell of a pupil’s status strip on the register links to a page of reasons', async () => {
    const { senco } = await aRegister()
    const links = parse((await senco.get('/register')).text).querySelectorAll('.app-strip__cell a')
    const hrefs = [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]
    expect(hrefs.length).toBeGreaterThan(10)
    for (const href of hrefs) expect((await senco.get(href)).status).toBe(200)
  })

  test.each([
    ['year=2', ['Seren Jones']],
    ['class=4B', ['Zoë Clarke', 'Amir Khan']],
    ['need=SEMH', ['Amir Khan']],
    ['status=coreOffer', ['Tom Wright']],
    ['step=6.43', ['Amir Khan', 'Tom Wright']],
    ['year=4&need=SEMH', ['Amir Khan']],
    ['need=NONE&status=none&step=9.99', ['Zoë Clarke', 'Seren Jones', 'Amir Khan', 'Tom Wright']],
  ])('the register filtered by %s shows the matching pupils', async (query, names) => {
    const { senco } = await aRegister()
    expect(namesIn((await senco.get(`/register?${query}`)).text)).toEqual(names)
  })

  test('searching the register keeps a name or UPN out of the address, and each filter can be removed', async () => {
    const { amir, senco } = await aRegister()
    const upn = amir.upn.toLowerCase()
    for (const [q, names] of [
      ['zoe', ['Zoë Clarke']],
      ['khan amir', ['Amir Khan']],
      [upn, ['Amir Khan']],
    ] as const) {
      expect(namesIn((await senco.submit('/register?year=4', { q })).text), q).toEqual(names)
    }
    const { text } = await senco.submit('/register?year=4', { q: upn })
    expect(mainText(text)).toContain('Showing 1 of 4')
    const tags = parse(text).querySelectorAll('.app-filter__tag')
    expect(tags.map((tag) => tag.getAttribute('href'))).toEqual(['/register', '/register?year=4'])
    expect(parse(text).querySelectorAll(`a[href*="${upn}"]`)).toEqual([])
    expect(await htmlErrors(text)).toEqual([])
    expect(namesIn((await senco.get(`/register?year=4&q=${upn}`)).text)).toHaveLength(2)
  })

  test('the CSV file of a register searched by name has the same pupils as the page', async () => {
    const { amir, senco } = await aRegister()
    const page = (await senco.submit('/register?year=4', { q: 'amir' })).text
    const fields = fieldsOf(page, '/register.csv')
    const { text } = await senco.post('/register.csv?year=4', fields)
    const rows: Record<string, string>[] = parseCsv(text, { bom: true, columns: true })
    expect(rows.map(({ UPN }) => UPN)).toEqual([amir.upn])
  })

  test('the register’s SENCO filter is offered only if there are several SENCOs, and works for the CSV file, too', async () => {
    const { ours, tom, senco } = await aRegister()
    const { schoolId } = ours
    const choices = (html: string) =>
      parse(html)
        .querySelectorAll('select[name=senco] option')
        .map((option) => option.getAttribute('value'))
    expect(choices((await senco.get('/register')).text)).toEqual([])
    await ours.inSchool((tx) =>
      tx.decision.updateMany({ where: { schoolId, pupilId: tom }, data: { senco: 'Mr Adeyemi' } }),
    )
    const all = (await senco.get('/register')).text
    expect(choices(all)).toEqual(['', 'Mr Adeyemi', 'Ms Marsh', '-'])
    const { text } = await senco.get('/register?senco=Mr+Adeyemi')
    expect(namesIn(text)).toEqual(['Tom Wright'])
    expect(parse(text).querySelector('.app-filter__tag')?.text).toContain('SENCO Mr Adeyemi')
    expect(await htmlErrors(text)).toEqual([])
    expect(namesIn((await senco.get('/register?senco=-')).text)).toEqual(['Zoë Clarke', 'Seren Jones'])
    const csv = (await senco.get('/register.csv?senco=Mr+Adeyemi')).text
    const rows: Record<string, string>[] = parseCsv(csv, { bom: true, columns: true })
    expect(rows.map(({ Surname }) => Surname)).toEqual(['Wright'])
  })

  test('the register’s search box accepts any text without a server error', async () => {
    const { senco } = await aRegister()
    for (const q of ['a\u0000', '\ud800', '%', 'x'.repeat(10_000)]) {
      expect((await senco.submit('/register', { q })).status).toBe(200)
    }
  })

  test('the register as of an earlier day shows the state of that day and says which day it is', async () => {
    const { amir, senco } = await aRegister()
    const { text } = await senco.get('/register?asOf=2026-10-16')
    expect(lede(text)).toBe('3 pupils · 1 being looked at · 1 on the core offer · 1 with an EHC plan')
    expect(mainText(text)).toContain('As of 16 October 2026')
    expect(text).toContain(
      `/pupils/${amir.pupilId}/steps/6.39-early-discussion?asOf&#x3D;2026-10-16`.replace('&#x3D;', '='),
    )
    expect(text).toContain('/register.csv?asOf=2026-10-16')
  })

  test.each([
    ['2026-11-31', '“2026-11-31” is not a day of the calendar'],
    ['2027-01-01', '1 January 2027 is in the future'],
    ['%00<b>', '“&lt;b&gt;” is not a day of the calendar'],
  ])('the register for the invalid day %s shows today and an explanation', async (asOf, why) => {
    const { senco } = await aRegister()
    const { status, text } = await senco.get(`/register?asOf=${asOf}`)
    expect(status).toBe(200)
    expect(text).toContain(why)
    expect(namesIn(text)).toHaveLength(4)
  })

  test('the register says when it has no pupils and when no pupil matches its filters', async () => {
    const ours = await school()
    await ours.pupil()
    const senco = await ours.as('senco')
    expect(mainText((await senco.get('/register')).text)).toContain('Nobody is on the register')
    expect(mainText((await senco.get('/register?asOf=2026-01-05')).text)).toContain('Nobody was on the register')
    const filtered = await (await aRegister()).senco.submit('/register', { q: 'nobodyiscalledthis' })
    expect(mainText(filtered.text)).toContain('No pupil fits')
  })

  test('the register shows no pupils of another school', async () => {
    await aRegister()
    expect(namesIn((await (await (await school()).as('senco')).get('/register')).text)).toEqual([])
  })

  test('the register leaves out a pupil from the day after they left', async () => {
    const { ours, amir, senco } = await aRegister()
    await ours.inSchool((tx) =>
      tx.pupil.updateMany({
        where: { schoolId: ours.schoolId, id: amir.pupilId },
        data: { leftOn: toDate('2026-11-20') },
      }),
    )
    expect(namesIn((await senco.get('/register')).text)).not.toContain('Amir Khan')
    expect(namesIn((await senco.get('/register?asOf=2026-11-20')).text)).toContain('Amir Khan')
  })

  test('opening the register or its CSV file is recorded in the audit trail', async () => {
    const { ours, senco } = await aRegister()
    await senco.get('/register')
    await senco.get('/register.csv')
    const seen = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, action: 'open' }, orderBy: { at: 'asc' } }),
    )
    expect(seen.map(({ subject, actorId }) => [subject, actorId])).toEqual([
      ['Register', ours.staffIds.senco],
      ['Register as CSV', ours.staffIds.senco],
    ])
  })

  test('a teacher who opens the register gets 403', async () => {
    const { ours } = await aRegister()
    const teacher = await ours.as('teacher')
    expect((await teacher.get('/register')).status).toBe(403)
    expect((await teacher.get('/register.csv')).status).toBe(403)
  })

  test('the register of the demo school shows every status with its word in valid HTML', async () => {
    await demoSchool(db)
    const { text } = await (await signIn(app, emailOf('senco'))).get('/register')
    const words = {
      met: 'Done',
      late: 'Done late',
      upcoming: 'Due',
      missing: 'Missing',
      breached: 'Not in line',
      notDone: '',
    }
    for (const [status, word] of Object.entries(words)) {
      const marks = parse(text).querySelectorAll(`.app-strip__cell .app-mark--${status}`)
      expect(marks.length, status).toBeGreaterThan(0)
      for (const mark of marks) expect(mark.text).toMatch(new RegExp(`^${word}`))
    }
    expect(mainText(text)).toContain('Does not apply')
    expect(await htmlErrors(text)).toEqual([])
  })
})

describe('the register as a CSV file', () => {
  test('the CSV file of the register has the filtered pupils and a column for each paragraph', async () => {
    const { amir, senco } = await aRegister()
    const answer = await senco.get('/register.csv?status=senSupport')
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.headers['content-disposition']).toBe('attachment; filename=register-2026-11-24.csv')
    const rows: Record<string, string>[] = parseCsv(answer.text, { bom: true, columns: true })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      UPN: amir.upn,
      Surname: 'Khan',
      Forename: 'Amir',
      Year: '4',
      'First need': 'SLCN',
      'Second need': 'SEMH',
      Status: 'SEN Support',
      Since: '2026-11-02',
      'Next review': '2026-12-04',
      '6.43 Decision recorded, parents told': 'Missing since 9 November (Parents told formally about SEN Support)',
      '6.63 Grounds for no EHC request': 'Does not apply',
    })
  })
})
