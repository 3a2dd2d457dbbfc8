import type { Express } from 'express'
import { parse } from 'node-html-parser'
import pg from 'pg'
import { pino } from 'pino'
import request from 'supertest'
import { v7 as uuidv7 } from 'uuid'
import { afterAll } from 'vitest'
import { hashPassword } from '../../src/access/password.ts'
import { type Role, roleNames } from '../../src/access/permissions.ts'
import { addUser } from '../../src/access/user-accounts.ts'
import { createApp } from '../../src/app.ts'
import { checkLetter } from '../../src/imports/upn.ts'
import type { Database } from '../../src/platform/database/client.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { inSchool, type Tx } from '../../src/platform/database/in-school.ts'
import type { Pdf } from '../../src/platform/pdf/pdf.ts'
import { testDatabase } from './database.ts'

/** The day on which tests run, by the app's clock: a Tuesday in term. */
export const testToday = '2026-11-24'
/** The time of the app's clock. Rows are stamped by the machine's clock: a test reads that day from the row. */
export const testNow = new Date(`${testToday}T12:00:00Z`)
export const password = 'correct horse battery'
const roles = ['senco', 'teacher', 'teachingAssistant', 'head', 'administrator'] as const

export type TestApp = {
  app: Express
  db: Database
  /** Adds a school with one member of staff of each role. */
  school: (name?: string) => Promise<TestSchool>
  /** Sets the app's clock to noon of a day. */
  setToday: (day: string) => void
}

export type TestSchool = {
  schoolId: string
  urn: string
  staffIds: Readonly<Record<Role, string>>
  emails: Readonly<Record<Role, string>>
  /** A browser in which the person of this role has signed in. */
  as: (role: Role) => Promise<Browser>
  /** Adds a pupil to the school. `taughtBy` adds them to a class of that member of staff. */
  pupil: (fields?: Partial<PupilFields>) => Promise<{ pupilId: string; upn: string }>
  /** Runs a transaction in the school's context, as the app does. */
  inSchool: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

export type PupilFields = {
  legalForename: string
  legalSurname: string
  dateOfBirth: string
  yearGroup: string
  registrationGroup: string
  ehcPlanFrom: string | null
  taughtBy: string | null
}

/**
 * The app as schools run it, on the test file's own database, with the clock fixed at noon of `testToday`.
 * @param appDatabase the app's database connection, for tests that make it fail
 * @param more whether there is a mail server, and a Chromium for PDFs
 */
export async function testApp(
  appDatabase?: Database,
  { canMail = false, pdf = null }: { canMail?: boolean; pdf?: Pdf | null } = {},
): Promise<TestApp> {
  const { db, url } = await testDatabase()
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  afterAll(() => pool.end())
  let today = testToday
  const app = createApp({
    db: appDatabase ?? db,
    pool,
    sessionSecret: 'only for tests',
    setUp: { token: null },
    clock: () => new Date(`${today}T12:00:00Z`),
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    secure: false,
    proxies: 0,
    canMail,
    pdf,
  })
  const passwordHash = await hashPassword(password)
  return {
    app,
    db,
    school: (name = 'Test Primary') => makeSchool({ app, db, passwordHash }, name),
    setToday: (day) => {
      today = day
    },
  }
}

let schools = 0
let pupils = 0

async function makeSchool(
  { app, db, passwordHash }: { app: Express; db: Database; passwordHash: string },
  name: string,
): Promise<TestSchool> {
  const schoolId = uuidv7()
  schools += 1
  const urn = String(900_000 + schools)
  const staffIds = byRole(() => uuidv7())
  const emails = byRole((role) => `${role.toLowerCase()}@${urn}.example`)
  const entry = { schoolId, actorId: null, requestId: 'test' }
  await inSchool(db, entry, async (tx) => {
    await tx.school.create({ data: { id: schoolId, name, urn }, select: { id: true } })
    for (const role of roles) {
      const userId = await addUser(tx, { userId: uuidv7(), email: emails[role], passwordHash })
      const data = {
        schoolId,
        id: staffIds[role],
        userId,
        role,
        name: `${roleNames[role]} Example`,
        email: emails[role],
        startedOn: toDate('2020-09-01'),
      }
      await tx.staffMember.create({ data, select: { id: true } })
    }
  })
  return {
    schoolId,
    urn,
    staffIds,
    emails,
    as: (role) => signIn(app, emails[role]),
    pupil: (fields = {}) => inSchool(db, entry, (tx) => addPupil(tx, schoolId, fields)),
    inSchool: (work) => inSchool(db, entry, work),
  }
}

const byRole = <T>(make: (role: Role) => T): Record<Role, T> => ({
  senco: make('senco'),
  teacher: make('teacher'),
  teachingAssistant: make('teachingAssistant'),
  head: make('head'),
  administrator: make('administrator'),
})

async function addPupil(
  tx: Tx,
  schoolId: string,
  fields: Partial<PupilFields>,
): Promise<{ pupilId: string; upn: string }> {
  const { taughtBy = null, dateOfBirth = '2018-05-03', ehcPlanFrom = null, ...names } = fields
  pupils += 1
  const digits = `8012417${String(pupils).padStart(5, '0')}`
  const upn = `${checkLetter(digits)}${digits}`
  const pupilId = uuidv7()
  await tx.pupil.create({
    data: {
      schoolId,
      id: pupilId,
      upn,
      legalForename: 'Amir',
      legalSurname: 'Khan',
      yearGroup: '4',
      registrationGroup: '4B',
      ...names,
      dateOfBirth: toDate(dateOfBirth),
      ehcPlanFrom: ehcPlanFrom === null ? null : toDate(ehcPlanFrom),
    },
    select: { id: true },
  })
  if (taughtBy !== null) {
    await tx.pupilStaff.create({
      data: { schoolId, id: uuidv7(), pupilId, staffId: taughtBy, from: toDate('2026-09-03') },
      select: { id: true },
    })
  }
  return { pupilId, upn }
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

export type Browser = {
  get: (path: string) => request.Test
  /** Posts exactly these fields, without those of the page's form. */
  post: (path: string, fields: Fields) => request.Test
  /** Opens the page, fills in its form and sends it. Fields that are not given stay as shown. */
  submit: (path: string, fields: Fields) => Promise<request.Response>
  /** Uploads a file with the fields of the page's form. */
  upload: (path: string, file: { name: string; bytes: Buffer }) => Promise<request.Response>
  /** Uploads a file with exactly these fields. */
  uploadTo: (path: string, fields: Fields, file: { name: string; bytes: Buffer }) => Promise<request.Response>
  /** The fields of the page's form as shown, including hidden ones. */
  formAt: (path: string) => Promise<Record<string, string[]>>
}

/** Signs in through the sign-in page. */
export async function signIn(app: Express, email: string): Promise<Browser> {
  const agent = request.agent(app)
  const browser = browserOf(agent)
  const answer = await browser.submit('/sign-in', { email, password })
  if (answer.status !== 303) throw new Error(`sign-in as ${email} was answered with ${answer.status}`)
  return browser
}

/** A browser in which nobody has signed in. */
export const newBrowser = (app: Express): Browser => browserOf(request.agent(app))

function browserOf(agent: ReturnType<typeof request.agent>): Browser {
  const post = (path: string, fields: Fields) => agent.post(path).type('form').send(urlencoded(fields))
  const formAt = async (path: string) => fieldsOf((await agent.get(path)).text, path)
  const uploadTo = async (path: string, fields: Fields, { name, bytes }: { name: string; bytes: Buffer }) => {
    const sending = agent.post(path)
    for (const [field, value] of Object.entries(fields))
      sending.field(field, typeof value === 'string' ? value : (value[0] ?? ''))
    return sending.attach('file', bytes, name)
  }
  return {
    get: (path) => agent.get(path),
    post,
    formAt,
    submit: async (path, fields) => post(path, { ...(await formAt(path)), ...fields }),
    upload: async (path, file) => uploadTo(path, await formAt(path), file),
    uploadTo,
  }
}

function urlencoded(fields: Fields): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one)
  }
  return parameters.toString()
}

/** The fields of the form in <main> that posts to `path`, as a browser would send it unchanged. */
export function fieldsOf(html: string, path: string): Record<string, string[]> {
  const page = parse(html)
  const address = path.split('?')[0]
  const forms = page
    .querySelectorAll('form[method=post]')
    .filter((one) => (one.getAttribute('action') ?? address)?.split('?')[0] === address)
  // A form with a single button at the same address is not the page's form.
  const form = forms.find((one) => !one.classList.contains('app-post')) ?? forms[0]
  if (!form)
    throw new Error(`no form that posts to ${path} in: ${page.querySelector('main')?.text.trim().slice(0, 500)}`)
  const fields: Record<string, string[]> = {}
  const add = (name: string | undefined, value: string) => {
    if (name) fields[name] = [...(fields[name] ?? []), value]
  }
  for (const input of form.querySelectorAll('input')) {
    const type = input.getAttribute('type')
    if (type === 'file' || ((type === 'radio' || type === 'checkbox') && !input.hasAttribute('checked'))) continue
    add(input.getAttribute('name'), input.getAttribute('value') ?? '')
  }
  for (const area of form.querySelectorAll('textarea')) add(area.getAttribute('name'), area.text.replace(/^\n/, ''))
  for (const select of form.querySelectorAll('select')) {
    const chosen = select.querySelector('option[selected]') ?? select.querySelector('option')
    add(select.getAttribute('name'), chosen?.getAttribute('value') ?? '')
  }
  return fields
}

/** The form values of a date input that holds a day: `<name>-day`, `<name>-month`, `<name>-year`. */
export const dayTyped = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  return { [`${name}-day`]: dayOfMonth, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** The messages of the page's error summary. */
export const errorsOf = (html: string): string[] =>
  parse(html)
    .querySelectorAll('.govuk-error-summary__list a')
    .map((link) => link.text.trim())

/** The text of <main> with collapsed white space. */
export const mainText = (html: string): string =>
  (parse(html).querySelector('main')?.text ?? '').replace(/\s+/g, ' ').trim()
