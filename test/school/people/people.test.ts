import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { resetPassword } from '../../../src/access/user-accounts.ts'
import { lockedOutBy, lockedOutFrom, type MaybeWriter } from '../../../src/school/people/writers.ts'
import {
  type Browser,
  dayTyped,
  errorsOf,
  mainText,
  newBrowser,
  password,
  type TestSchool,
  testApp,
  testToday,
} from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { app, school, setToday } = await testApp()
const listPath = '/school/people'
const newPath = '/school/people/new'
const editOf = (staffId: string) => `/school/people/${staffId}/edit`

let people = 0
const aPerson = () => {
  people += 1
  return {
    name: `Person ${people}`,
    role: 'teacher',
    email: `person${people}@school.example`,
    ...dayTyped('startedOn', '2026-09-01'),
  }
}

const staffOf = ({ inSchool, schoolId }: TestSchool, name: string) =>
  inSchool((tx) => tx.staffMember.findMany({ where: { schoolId, name } }))

/** The password that the next page shows once. */
async function passwordShown(browser: Browser): Promise<string> {
  const shown = /Password: ([a-z2-9-]+)\./.exec(mainText((await browser.get(listPath)).text))?.[1]
  if (shown === undefined) throw new Error('The page shows no password.')
  return shown
}

async function canSignIn(email: string, typed: string): Promise<boolean> {
  const answer = await newBrowser(app).submit('/sign-in', { email, password: typed })
  return answer.status === 303
}

describe('adding a person to the school’s staff', () => {
  test('a head adds a person who cannot sign in', async () => {
    const ours = await school()
    const administrator = await ours.as('administrator')
    const typed = { ...aPerson(), code: 'JMA' }
    const answer = await administrator.submit(newPath, typed)
    expect(answer.headers.location).toBe(listPath)
    expect(await staffOf(ours, typed.name)).toMatchObject([{ role: 'teacher', code: 'JMA', userId: null }])
    expect(mainText((await administrator.get(listPath)).text)).toContain(`${typed.name} Teacher JMA ${typed.email}`)
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: 'StaffMember', action: 'insert' } }),
    )
    expect(audit.at(-1)).toMatchObject({ actorId: ours.staffIds.administrator })
  })

  test('a person who is added with a sign-in can use the password, which is shown once', async () => {
    const ours = await school()
    const head = await ours.as('head')
    const typed = { ...aPerson(), signIn: 'yes' }
    await head.submit(newPath, typed)
    const shown = await passwordShown(head)
    expect((await head.get(listPath)).text).not.toContain(shown)
    expect(await canSignIn(typed.email.toUpperCase(), shown)).toBe(true)
    expect(await canSignIn(typed.email, `${shown}x`)).toBe(false)
  })

  test('the form to add a person adds them once, and if sent again with changes leads to their page', async () => {
    const ours = await school()
    const head = await ours.as('head')
    const typed = { ...(await head.formAt(newPath)), ...aPerson(), signIn: 'yes' }
    await head.post(newPath, typed)
    const again = await head.post(newPath, typed)
    expect([again.status, again.headers.location]).toEqual([303, listPath])
    const shown = await passwordShown(head)
    const [person, ...more] = await staffOf(ours, typed.name)
    expect(more).toEqual([])
    expect(await canSignIn(typed.email, shown)).toBe(true)
    const changed = await head.post(newPath, { ...typed, code: 'NEW' })
    expect(changed.headers.location).toBe(editOf(person?.id ?? ''))
    expect((await head.get(editOf(person?.id ?? ''))).text).toContain('value="NEW"')
  })

  test.each([
    ['no name', { name: '' }, 'Enter their name, as parents know them'],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'This is 101 characters long. Shorten it to 100 or fewer'],
    ['no role', { role: '' }, 'Choose what they do'],
    ['an unknown role', { role: 'superuser' }, 'Choose what they do'],
    ['an invalid e-mail address', { email: 'jo at school' }, 'Enter an e-mail address like name@school.example'],
    ['a sign-in without an address', { email: '', signIn: 'yes' }, 'Enter the e-mail address that they sign in with'],
    ['a last day before the first', dayTyped('leftOn', '2026-08-31'), 'Their last day cannot be before they start'],
    ['no first day', dayTyped('startedOn', ''), 'Enter the day on which they start'],
  ])('adding a person with %s is refused at the field', async (_name, fault, message) => {
    const ours = await school()
    const answer = await (await ours.as('head')).submit(newPath, { ...aPerson(), code: 'KEPT', ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('value="KEPT"')
    expect(await ours.inSchool((tx) => tx.staffMember.count({ where: { schoolId: ours.schoolId } }))).toBe(5)
  })

  test('adding a person with a colleague’s staff code or sign-in address is refused', async () => {
    const ours = await school()
    const head = await ours.as('head')
    await head.submit(newPath, { ...aPerson(), name: 'Jo Marsh', code: 'JMA' })
    const code = await head.submit(newPath, { ...aPerson(), code: 'JMA' })
    expect(errorsOf(code.text)).toEqual(['Jo Marsh has this code already'])
    const address = await head.submit(newPath, { ...aPerson(), email: ours.emails.senco, signIn: 'yes' })
    expect(errorsOf(address.text)).toEqual(['SENCO Example signs in with this address already'])
    expect(await canSignIn(ours.emails.senco, password)).toBe(true)
  })

  test('a teacher may not add a person', async () => {
    const ours = await school()
    const teacher = await ours.as('teacher')
    const senco = await ours.as('senco')
    expect((await teacher.get(newPath)).status).toBe(403)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec((await teacher.get('/my-classes')).text)?.[1] ?? ''
    const form = { ...(await senco.formAt(newPath)), ...aPerson(), signIn: 'yes', _csrf, _for: ours.staffIds.teacher }
    expect((await teacher.post(newPath, form)).status).toBe(403)
    expect(await staffOf(ours, form.name)).toEqual([])
  })
})

describe('a person who works at two schools', () => {
  /** One person with one sign-in at two schools, as in a trust's installation. */
  async function shared() {
    const [ours, theirs] = [await school('Ours'), await school('Theirs')]
    const head = await ours.as('head')
    const typed = { ...aPerson(), email: theirs.emails.senco, role: 'senco' }
    await head.submit(newPath, typed)
    const [person] = await staffOf(ours, typed.name)
    const [known] = await theirs.inSchool((tx) =>
      tx.staffMember.findMany({ where: { schoolId: theirs.schoolId, role: 'senco' } }),
    )
    const userId = known?.userId ?? ''
    const staffId = person?.id ?? ''
    await ours.inSchool((tx) =>
      tx.staffMember.updateMany({ where: { schoolId: ours.schoolId, id: staffId }, data: { userId } }),
    )
    return { ours, theirs, head, typed, staffId, userId }
  }

  test('a school cannot give a sign-in to an e-mail address that already signs in at another school', async () => {
    const [ours, theirs] = [await school('Ours'), await school('Theirs')]
    const typed = { ...aPerson(), email: theirs.emails.senco, role: 'senco', signIn: 'yes' }
    const answer = await (await ours.as('head')).submit(newPath, typed)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([
      'Somebody at another school signs in with this address. Use one that your school has given them',
    ])
    expect(await staffOf(ours, typed.name)).toEqual([])
  })

  test('a person who works at two schools chooses one after signing in', async () => {
    const { theirs } = await shared()
    const both = await newBrowser(app).submit('/sign-in', { email: theirs.emails.senco, password })
    expect(both.headers.location).toBe('/choose-school')
  })

  test('a form opened at one school and sent after switching to another school saves nothing', async () => {
    const { ours, theirs } = await shared()
    const both = newBrowser(app)
    await both.submit('/sign-in', { email: theirs.emails.senco, password })
    await both.submit('/choose-school', { schoolId: ours.schoolId })
    const person = aPerson()
    const openInOurs = { ...(await both.formAt(newPath)), ...person }
    await both.submit('/choose-school', { schoolId: theirs.schoolId })
    const answer = await both.post(newPath, openInOurs)
    expect([answer.status, answer.headers.location]).toEqual([303, newPath])
    expect((await both.get(newPath)).text).not.toContain(person.email)
    expect(await staffOf(theirs, person.name)).toEqual([])
    expect(await staffOf(ours, person.name)).toEqual([])
  })

  test('a school cannot change the password or sign-in address of a person who also works at another', async () => {
    const { ours, theirs, head, typed, staffId, userId } = await shared()
    const page = await head.get(editOf(staffId))
    expect(mainText(page.text)).toContain('They work at another school of this register too')
    expect(page.text).not.toContain('name="signIn"')

    const answer = await head.submit(editOf(staffId), { signIn: 'yes' })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)[0]).toContain('no school alone can give them a new password')
    expect(await canSignIn(theirs.emails.senco, password)).toBe(true)

    expect((await head.submit(editOf(staffId), { email: 'ours@school.example' })).status).toBe(303)
    expect(await canSignIn(theirs.emails.senco, password)).toBe(true)
    expect(await staffOf(ours, typed.name)).toMatchObject([{ email: 'ours@school.example', userId }])
  })

  test('the database function that resets passwords refuses people who work at another school', async () => {
    const { ours, theirs, userId } = await shared()
    const [stranger] = await theirs.inSchool((tx) =>
      tx.staffMember.findMany({ where: { schoolId: theirs.schoolId, role: 'head' } }),
    )
    expect(await ours.inSchool((tx) => resetPassword(tx, userId, 'ours'))).toBe(false)
    expect(await theirs.inSchool((tx) => resetPassword(tx, userId, 'theirs'))).toBe(false)
    expect(await ours.inSchool((tx) => resetPassword(tx, stranger?.userId ?? '', 'ours'))).toBe(false)
    expect(await canSignIn(theirs.emails.head, password)).toBe(true)
  })
})

describe('changing a person', () => {
  test('a head gives a person a sign-in and later a new password, which voids the old one', async () => {
    const ours = await school()
    const administrator = await ours.as('administrator')
    const typed = aPerson()
    await administrator.submit(newPath, typed)
    const [person] = await staffOf(ours, typed.name)
    const path = editOf(person?.id ?? '')
    const form = { ...(await administrator.formAt(path)), signIn: 'yes' }
    await administrator.post(path, form)
    expect((await administrator.post(path, form)).status).toBe(303)
    const first = await passwordShown(administrator)
    await administrator.submit(path, { signIn: 'yes' })
    const second = await passwordShown(administrator)
    expect(await canSignIn(typed.email, first)).toBe(false)
    expect(await canSignIn(typed.email, second)).toBe(true)
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: 'Password' } }),
    )
    expect(audit).toMatchObject([
      { rowId: person?.id, actorId: ours.staffIds.administrator, action: 'update', before: null, after: null },
    ])
  })

  test('a changed e-mail address becomes the sign-in address, unless somebody else signs in with it', async () => {
    const [ours, theirs] = [await school(), await school()]
    const head = await ours.as('head')
    const path = editOf(ours.staffIds.teacher)
    const taken = await head.submit(path, { email: theirs.emails.teacher })
    expect(errorsOf(taken.text)).toEqual(['Somebody else signs in with this address'])
    const none = await head.submit(path, { email: '' })
    expect(errorsOf(none.text)).toEqual(['They sign in with an e-mail address: enter it'])
    const email = `married@${ours.urn}.example`
    expect((await head.submit(path, { email })).status).toBe(303)
    expect(await canSignIn(email, password)).toBe(true)
    expect(await canSignIn(ours.emails.teacher, password)).toBe(false)
  })

  test('a person who has left the school cannot sign in and is listed separately', async () => {
    const ours = await school()
    const head = await ours.as('head')
    const teacher = await ours.as('teacher')
    await head.submit(editOf(ours.staffIds.teacher), dayTyped('leftOn', testToday))
    expect((await teacher.get('/my-classes')).status).toBe(200)
    setToday('2026-11-25')
    expect((await teacher.get('/my-classes')).headers.location).toBe('/sign-in')
    const page = await head.get(listPath)
    setToday(testToday)
    expect(mainText(page.text)).toMatch(/Have left .*Teacher Example/)
    expect(await htmlErrors(page.text)).toEqual([])
  })

  test('a stale edit of a person gets 409 with both versions, which name the roles', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const path = editOf(ours.staffIds.teacher)
    const [mine, theirs] = [await senco.formAt(path), await senco.formAt(path)]
    await senco.post(path, { ...theirs, role: 'teachingAssistant' })
    const answer = await senco.post(path, { ...mine, name: 'Mine' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Teaching assistant')
    expect(await staffOf(ours, 'Mine')).toEqual([])
  })

  test('a person of another school or with an unknown id gets 404', async () => {
    const [ours, theirs] = [await school(), await school()]
    const head = await ours.as('head')
    const form = await head.formAt(editOf(ours.staffIds.teacher))
    for (const staffId of [theirs.staffIds.teacher, uuidv7()]) {
      expect((await head.get(editOf(staffId))).status).toBe(404)
      expect((await head.post(editOf(staffId), form)).status).toBe(404)
    }
  })
})

describe('setting a new password for a person', () => {
  test('setting a new password for a person ends all their sessions', async () => {
    const ours = await school()
    const [head, teacher] = [await ours.as('head'), await ours.as('teacher')]
    await head.submit(editOf(ours.staffIds.teacher), { signIn: 'yes' })
    expect((await teacher.get('/my-classes')).headers.location).toBe('/sign-in')
    expect((await head.get(listPath)).status).toBe(200)
  })

  test('setting a new password for oneself keeps the current session and ends all others', async () => {
    const ours = await school()
    const [head, elsewhere] = [await ours.as('head'), await ours.as('head')]
    await head.submit(editOf(ours.staffIds.head), { signIn: 'yes' })
    expect(mainText((await head.get(listPath)).text)).toContain('Password: ')
    expect((await elsewhere.get(listPath)).headers.location).toBe('/sign-in')
  })
})

describe('the last person who can change people', () => {
  async function onlyTheHead() {
    const ours = await school()
    const head = await ours.as('head')
    await head.submit(editOf(ours.staffIds.senco), { role: 'teacher' })
    await head.submit(editOf(ours.staffIds.administrator), dayTyped('leftOn', '2026-11-23'))
    return { ours, head, path: editOf(ours.staffIds.head) }
  }

  test.each([
    ['another role', { role: 'teacher' }, 'Nobody could change people'],
    ['a last day', dayTyped('leftOn', '2027-07-20'), 'From 21 July 2027 nobody could change people'],
    ['a first day in the future', dayTyped('startedOn', '2026-12-01'), 'Nobody could change people'],
  ])('the last person who can change people cannot be given %s', async (_name, typed, message) => {
    const { ours, head, path } = await onlyTheHead()
    const answer = await head.submit(path, typed)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)[0]).toContain(message)
    expect(await staffOf(ours, 'Head Example')).toMatchObject([{ role: 'head', leftOn: null, version: 1 }])
  })

  test('two people who can change people cannot take the right from each other at the same time', async () => {
    const { ours, head } = await onlyTheHead()
    await head.submit(editOf(ours.staffIds.teacher), { role: 'senco' })
    const senco = await ours.as('teacher')
    const [ofHead, ofSenco] = [editOf(ours.staffIds.head), editOf(ours.staffIds.teacher)]
    const [byHead, bySenco] = [await head.formAt(ofSenco), await senco.formAt(ofHead)]
    const answers = await Promise.all([
      head.post(ofSenco, { ...byHead, role: 'teacher' }),
      senco.post(ofHead, { ...bySenco, role: 'teacher' }),
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const writers = await ours.inSchool((tx) =>
      tx.staffMember.count({ where: { schoolId: ours.schoolId, role: { in: ['senco', 'head'] } } }),
    )
    expect(writers).toBe(1)
  })

  test('a person who can change people may give the right up once somebody else has it', async () => {
    const { ours, head, path } = await onlyTheHead()
    await head.submit(editOf(ours.staffIds.teacher), { role: 'senco' })
    expect((await head.submit(path, { role: 'teacher' })).status).toBe(303)
    expect((await head.get(listPath)).status).toBe(403)
  })

  const writer = (
    id: string,
    startedOn: string,
    leftOn: string | null,
    more: Partial<MaybeWriter> = {},
  ): MaybeWriter => ({
    id,
    role: 'senco',
    userId: id,
    startedOn,
    leftOn,
    ...more,
  })

  test('lockedOutFrom finds the first day, today or later, on which nobody can change people', () => {
    const today = '2026-11-24'
    const senco = writer('a', '2020-09-01', '2026-12-31')
    expect(lockedOutFrom([senco], today)).toBe('2027-01-01')
    expect(lockedOutFrom([senco, writer('b', '2027-01-01', null)], today)).toBeNull()
    expect(lockedOutFrom([senco, writer('b', '2027-01-02', null)], today)).toBe('2027-01-01')
    expect(lockedOutFrom([senco, writer('b', '2020-01-01', null, { userId: null })], today)).toBe('2027-01-01')
    expect(lockedOutFrom([senco, writer('b', '2020-01-01', null, { role: 'teacher' })], today)).toBe('2027-01-01')
    expect(lockedOutBy([senco], { ...senco, leftOn: '2027-03-31' }, today)).toBeNull()
    expect(lockedOutBy([senco], { ...senco, leftOn: '2026-12-01' }, today)).toBe('2026-12-02')
  })
})
