import type { SignedIn } from '../access/current-staff.ts'
import type { Permission, Scope } from '../access/permissions.ts'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { Answer } from './answers.ts'
import type { Query } from './query.ts'

/** A request of a signed-in member of staff, inside its transaction. */
export type Visit = {
  tx: Tx
  user: SignedIn
  /**
   * The pupils for whom the user has the route's permission: `all` of the school, or their `own` (those they teach or
   * support).
   */
  scope: Scope
  /** The day in London, YYYY-MM-DD, constant during the request. */
  today: Day
  now: Date
  requestId: string
  /** Id of the user's session. */
  sessionId: string
  /** Origin of the request, without a trailing slash, for absolute URLs. */
  origin: string
  params: Readonly<Record<string, string>>
  query: Query
  /** The values of the form that was sent; empty for a GET. */
  values: FormValues
  /** The file that was uploaded with the form; null if none was. */
  upload: { name: string; bytes: Uint8Array } | null
  /** Values for this form that were sent after the session expired, and when. They are restored once. */
  formToRestore: { values: FormValues; at: Date } | null
  /**
   * If this request undoes the user's last save: the values that were saved and the form's address. Kept until the user
   * saves something else that can be undone.
   */
  lastUndoable: { location: string; values: FormValues } | null
  /** Ids of the pupils whose record this request has opened. Their audit entries are kept even if it is rolled back. */
  opened: Set<string>
  /** Whether the register has a mail server. If not, pages offer no e-mail. */
  canMail: boolean
}

/** A route as data, so that the access test can check the same list that is mounted. */
export type Route = {
  method: 'get' | 'post'
  path: string
  may: Permission
  /** Whether the route accepts one uploaded file, in the field `file`. */
  takesFile: boolean
  /** Whether the route belongs to a form page, which a GET of the same address can show again with the sent values. */
  isForm: boolean
  answer: (visit: Visit) => Promise<Answer>
  /**
   * Work that is too slow for a transaction. It runs before the transaction and returns the function to use as
   * `answer`.
   */
  prepare?: (values: FormValues) => Promise<Route['answer']>
}

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Readonly<Record<Name, string>> & ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown

export type VisitTo<Path extends string> = Visit & { params: ParamsOf<Path> }

function leadsTo<Path extends string>(path: Path, visit: Visit): visit is VisitTo<Path> {
  const names = path.match(/(?<=:)\w+/g) ?? []
  return names.every((name) => typeof visit.params[name] === 'string')
}

/**
 * The same visit, with the path's parameters as a type.
 * @throws TypeError if a parameter is missing, which is a bug
 */
export function visitTo<Path extends string>(path: Path, visit: Visit): VisitTo<Path> {
  if (!leadsTo(path, visit)) throw new TypeError(`the request is not to ${path}`)
  return visit
}

type Rules = { may: Permission; takesFile?: boolean }

const route =
  (method: 'get' | 'post') =>
  <Path extends string>(
    path: Path,
    { may, takesFile = false }: Rules,
    answer: (visit: VisitTo<Path>) => Promise<Answer>,
  ): Route => ({
    method,
    path,
    may,
    takesFile,
    isForm: false,
    answer: (visit) => answer(visitTo(path, visit)),
  })

/** A GET route for a page or file. Routes about one pupil use `pupilGet`, which opens the record. */
export const get = route('get')

/** A POST route for a button. Form pages use `formPage` or `pupilForm`. */
export const post = route('post')
