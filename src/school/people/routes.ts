import { v7 as uuidv7 } from 'uuid'
import { type FirstPassword, firstPassword } from '../../access/password.ts'
import { roleNames } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage, type Refused, refused } from '../../http/form-page.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import { lockSchoolSettings } from '../../platform/database/locks.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { ticked } from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { Flash } from '../../ui/views/views.ts'
import { addPerson, changePerson, followAddress, letIn, renewPassword, wayIn } from './commands.ts'
import { type AddPerson, type ChangePerson, labels, personEditForm, personForm, personValues } from './form.ts'
import { peoplePage, personPage } from './page.ts'
import { type PersonToEdit, peopleOf, personToEdit, signInStateOf, whoHasCode } from './queries.ts'
import { lockedOutBy, type MaybeWriter } from './writers.ts'

const listPath = '/school/people'
const newPath = '/school/people/new'
const editPath = '/school/people/:staffId/edit'
const editPathOf = (staffId: string) => `/school/people/${staffId}/edit`

const list = get(listPath, { may: 'people:write' }, async ({ tx, user, today }) =>
  page('school/people/people', peoplePage(await peopleOf(tx, user.schoolId), today)),
)

/**
 * Makes a password, if the form asks for a sign-in or a new password. It runs before the transaction, because hashing
 * is slow.
 */
const prepare = async (values: FormValues): Promise<FirstPassword | null> =>
  ticked().safeParse(values.signIn).data === true ? firstPassword() : null

const codeTaken = async ({ tx, user }: Visit, code: string | null, staffId: string): Promise<Refused | null> => {
  const other = code === null ? null : await whoHasCode(tx, user.schoolId, code, staffId)
  return other && refused('code', `${other.name} has this code already`)
}

const addressTaken = (by: string | null) =>
  refused(
    'email',
    by === null
      ? 'Somebody at another school signs in with this address. Use one that your school has given them'
      : `${by} signs in with this address already`,
  )

const tellPassword = (name: string, email: string, { password }: FirstPassword): Flash => ({
  heading: `${name} can sign in`,
  text: `E-mail address: ${email}. Password: ${password}. Give it to them now, it is not shown again.`,
})

const add = formPage(newPath, {
  may: 'people:write',
  schema: personForm,
  labels,
  prepare,
  start: async ({ today }) => formValues({ id: uuidv7(), ...dayFields('startedOn', today) }),
  show: async (_visit, form) =>
    page('school/people/person', personPage({ heading: 'Add a person', action: newPath, form, signIn: 'none' })),
  save: async (visit, person, first) => {
    const { tx, user } = visit
    const { schoolId } = user
    await lockSchoolSettings(tx, schoolId)
    const saved = await personToEdit(tx, schoolId, person.id)
    if (saved) return savedBefore({ ...asAsked(saved, person), id: [saved.id] }, editPathOf(saved.id), listPath)
    const refusal = await codeTaken(visit, person.code, person.id)
    if (refusal) return refusal
    const { name, email } = person
    if (first === null || email === null) {
      await addPerson(tx, schoolId, person, null)
      return seeOther(listPath, { heading: `${name} has been added`, text: 'They cannot sign in yet.' })
    }
    const found = await wayIn(tx, schoolId, { staffId: person.id, email, passwordHash: first.passwordHash })
    if (found.kind === 'taken') return addressTaken(found.by)
    await addPerson(tx, schoolId, person, found.userId)
    return seeOther(listPath, tellPassword(name, email, first))
  },
})

/**
 * An error if after the change nobody at the school could add or change people any more. `people` is everybody as saved
 * before the change.
 */
function lockOut(
  people: readonly MaybeWriter[],
  before: PersonToEdit,
  after: ChangePerson,
  today: Day,
): Refused | null {
  const { role, startedOn, leftOn } = after
  const from = lockedOutBy(people, { id: before.id, userId: before.userId, role, startedOn, leftOn }, today)
  if (from === null) return null
  const when = from === today ? 'Nobody' : `From ${dayInWords(from)} nobody`
  const field = role !== before.role ? 'role' : leftOn !== before.leftOn ? 'leftOn-day' : 'startedOn-day'
  return refused(field, `${when} could change people. First give a SENCO, head or administrator a sign-in who can`)
}

/**
 * Updates the sign-in after a person was saved: creates one, sets a new password, or follows a changed e-mail address.
 */
async function changeSignIn(
  visit: Visit,
  before: PersonToEdit,
  { name, email, signIn }: ChangePerson,
  first: FirstPassword | null,
): Promise<Flash | Refused> {
  const { tx, user, requestId, sessionId } = visit
  const saved: Flash = { heading: `${name} has been saved`, text: 'It holds from now on.' }
  if (before.userId === null) {
    if (!signIn || first === null || email === null) return saved
    const asked = { staffId: before.id, email, passwordHash: first.passwordHash }
    const found = await wayIn(tx, user.schoolId, asked)
    if (found.kind === 'taken') return addressTaken(found.by)
    await letIn(tx, user.schoolId, before.id, found.userId)
    return tellPassword(name, email, first)
  }
  if (email === null) return refused('email', 'They sign in with an e-mail address: enter it')
  const state = await signInStateOf(tx, before)
  if (!(await followAddress(tx, before, state, email)))
    return refused('email', 'Somebody else signs in with this address')
  if (!signIn || first === null) return saved
  const by = { schoolId: user.schoolId, staffId: user.staffId, requestId, sessionId }
  const isRenewed = await renewPassword(tx, by, { staffId: before.id, userId: before.userId }, first.passwordHash)
  return isRenewed ? tellPassword(name, email, first) : refused('signIn', notOursAlone)
}

/**
 * The form's values for a person as saved. The box `signIn` is ticked if it was ticked in the sent form and the person
 * has a sign-in.
 */
const asAsked = (person: PersonToEdit, { signIn }: AddPerson | ChangePerson): FormValues => ({
  ...personValues(person),
  ...(signIn && person.userId !== null ? { signIn: ['yes'] } : {}),
})

const notOursAlone = 'They work at another school of this register too, so no school alone can give them a new password'

const edit = formPage(editPath, {
  may: 'people:write',
  schema: personEditForm,
  labels,
  prepare,
  start: async ({ tx, user, params }) => {
    const person = await personToEdit(tx, user.schoolId, params.staffId)
    return person && personValues(person)
  },
  show: async ({ tx, user, params }, form) => {
    const person = await personToEdit(tx, user.schoolId, params.staffId)
    if (!person) return notFound
    const signIn = await signInStateOf(tx, person)
    const action = editPathOf(person.id)
    return page('school/people/person', personPage({ heading: person.name, action, form, signIn }))
  },
  save: async (visit, person, first) => {
    const { tx, user, params } = visit
    await lockSchoolSettings(tx, user.schoolId)
    const before = await personToEdit(tx, user.schoolId, params.staffId)
    if (!before) return notFound
    const refusal = await codeTaken(visit, person.code, before.id)
    if (refusal) return refusal
    const people = await peopleOf(tx, user.schoolId)
    if (!(await changePerson(tx, user.schoolId, before.id, person))) {
      return stale(asAsked(before, person), listPath, roleNames)
    }
    const lockedOut = lockOut(people, before, person, visit.today)
    if (lockedOut) return lockedOut
    const outcome = await changeSignIn(visit, before, person, first)
    return 'kind' in outcome ? outcome : seeOther(listPath, outcome)
  },
})

/** The routes of people: who works at the school, and who can sign in. */
export const peopleRoutes: readonly Route[] = [list, ...add, ...edit]
