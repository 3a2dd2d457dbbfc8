import type { SignedIn } from '../access/current-staff.ts'
import type { Permission, Scope } from '../access/permissions.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { Answer } from './answers.ts'
import type { Query } from './query.ts'

/** One request of one member of staff, inside its transaction. */
export type Visit = {
  tx: Tx
  user: SignedIn
  /** For whom of the school's pupils the route's permission holds. */
  scope: Scope
  /** The day in London, YYYY-MM-DD: read once a request. */
  today: string
  now: Date
  requestId: string
  /** Of the session that asks. */
  sessionId: string
  /** Where the browser reached us, without a closing slash: for an address that is used elsewhere. */
  origin: string
  params: Readonly<Record<string, string>>
  query: Query
  /** What a form sent; empty for a GET. */
  values: FormValues
  /** The file of an upload route. */
  upload: { name: string; bytes: Uint8Array } | null
  /** What was typed into this form before the session ran out, and when it came; given once. */
  held: { values: FormValues; at: Date } | null
  /**
   * What this very person has just typed and saved, and at which address, where this request would undo it: kept until they
   * save something else that can be undone.
   */
  justSaved: { location: string; values: FormValues } | null
  /** The pupils whose record this request has opened: what the audit trail keeps even where all else is undone. */
  opened: Set<string>
  /** Whether there is a mail server to send letters by; where not, no e-mail is offered. */
  canMail: boolean
}

/** A route as data: the access test walks the very list that is mounted. */
export type Route = {
  method: 'get' | 'post'
  path: string
  may: Permission
  /** Takes one file, in the field `file`. */
  takesFile: boolean
  /** A POST whose page, at the same address, can be shown again with what was typed. */
  isForm: boolean
  answer: (visit: Visit) => Promise<Answer>
  /** Work too slow for a transaction, done before one is opened; what comes back then answers in `answer`'s place. */
  prepare?: (values: FormValues) => Promise<Route['answer']>
}

export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
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
 * The visit with the path's parameters typed.
 * @throws where the path is not the one that was mounted, which is a bug
 */
export function visitTo<Path extends string>(path: Path, visit: Visit): VisitTo<Path> {
  if (!leadsTo(path, visit)) throw new TypeError(`the visit is not one to ${path}`)
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

/** A page or file to read. A pupil's own addresses go through `pupilGet`, which opens the record. */
export const get = route('get')

/** A change that is not a form page of its own (a button). */
export const post = route('post')
