import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../days/calendar.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { type NotFound, notFound, type SeeOther, seeOther } from '../http/answers.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { jsonFields, type RowOf, type Shown } from '../platform/database/shape.ts'
import type { FormValues } from '../ui/forms/form-values.ts'

/*
 * What all kinds of entries in a pupil's record share: their tables, and how an entry is read, withdrawn and undone. The
 * columns and words of each kind are in its model.ts.
 */

/** The table of each kind of entry, as SQL. These are constants, never input. */
export const entryTables = {
  concern: '"Concern"',
  meeting: '"Meeting"',
  decision: '"Decision"',
  notice: '"Notice"',
  plan: '"Plan"',
  review: '"Review"',
  professional: '"Professional"',
  ehcConsideration: '"EhcConsideration"',
  notDone: '"NotDone"',
} as const
export type EntryKind = keyof typeof entryTables

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entryTables, kind)

/**
 * What identifies an entry. `pupilId` is null for an entry about the school: a reason why one of its own steps is not
 * done.
 */
export type EntryKey = { schoolId: string; pupilId: string | null; kind: EntryKind; entryId: string }

/** When, by whom and why an entry that was a mistake was withdrawn. */
export type Withdrawn = {
  readonly on: Day
  /** The name of the person who withdrew it; null where the register itself did. */
  readonly by: string | null
  readonly because: string
}

/** SQL: by whom, when and why the entry `x` was withdrawn, as JSON; null for an entry that is not withdrawn. */
const withdrawn = Prisma.raw(`case when x."withdrawnAt" is not null then json_build_object(
  'on', (x."withdrawnAt" at time zone 'Europe/London')::date, 'because', x."withdrawnBecause",
  'by', (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."withdrawnBy")) end`)

/**
 * An entry as its JSON has it: the named columns, and `withdrawn`, which is null for an entry that is not withdrawn.
 */
export type Entry<Model, Name extends Shown<Model>> = RowOf<Model, Name> & { readonly withdrawn: Withdrawn | null }

/** SQL: these columns and `withdrawn` of the entry `x`, for a `json_build_object` that returns an {@link Entry}. */
export const entryFields = (names: readonly string[]): Prisma.Sql =>
  Prisma.sql`${jsonFields(names)}, 'withdrawn', ${withdrawn}`

/**
 * SQL expressions on the entry `x`: its day (`on`), what it says, and who raised, decided, agreed or signed it, or
 * took part.
 */
export type EntrySummary = { on: Prisma.Sql; says: Prisma.Sql; who: Prisma.Sql }

/**
 * The entry with this id, as its model reads it; null if the pupil has none with this id or it is withdrawn.
 * @param sql from the entry's model: the entry as JSON, and its tables
 */
export async function findEntry<Row>(
  tx: Tx,
  sql: { json: Prisma.Sql; from: Prisma.Sql },
  { schoolId, pupilId, entryId }: Omit<EntryKey, 'kind'>,
): Promise<Row | null> {
  const rows = await tx.$queryRaw<{ entry: Row }[]>`select ${sql.json} as entry from ${sql.from}
    where x."schoolId" = ${schoolId}::uuid and x."pupilId" = ${pupilId}::uuid and x.id = ${entryId}::uuid
      and x."withdrawnAt" is null`
  return rows[0]?.entry ?? null
}

type EntryRef = { pupilId: string | null; kind: EntryKind; entryId: string }

/** The address of the page that shows an entry: the pupil's page, or the school's. */
export const pageOfEntry = ({ pupilId }: Pick<EntryRef, 'pupilId'>): string =>
  pupilId === null ? '/school' : `/pupils/${pupilId}`

/** The address where an entry is withdrawn, put back or undone. */
export const entryPath = (what: 'withdraw' | 'put-back' | 'undo', named: EntryRef): string =>
  `${pageOfEntry(named)}/${what}/${named.kind}/${named.entryId}`

/** The address where an entry is withdrawn, for a link on the form that edits it. */
export const withdrawHref = (pupilId: string, kind: EntryKind, entryId: string): string =>
  entryPath('withdraw', { pupilId, kind, entryId })

/**
 * The answer to a form that has just made an entry, with an "Undo" button beside its message. Undo withdraws the entry
 * and shows the form again with what was typed.
 */
export const withUndo = (answer: SeeOther, pupilId: string | null, kind: EntryKind, entryId: string): SeeOther =>
  answer.flash === null
    ? answer
    : {
        ...answer,
        canUndo: true,
        flash: {
          ...answer.flash,
          undo: { text: 'Undo', action: entryPath('undo', { pupilId, kind, entryId }), fields: {} },
        },
      }

async function isWithdrawn(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<boolean> {
  const rows = await tx.$queryRaw<{ isWithdrawn: boolean }[]>`
    select x."withdrawnAt" is not null as "isWithdrawn" from ${Prisma.raw(entryTables[kind])} x
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid`
  return rows[0]?.isWithdrawn ?? false
}

type SentForm = { tx: Tx; user: { schoolId: string }; pupil: { pupilId: string } | null; values: FormValues }

/**
 * The answer to a form that is sent again after the entry that it made was withdrawn: it leads to the address `form`,
 * with what was typed and a new id, so that it can be saved as another entry. `pupil` is null for an entry of the
 * school. Not found where no withdrawn entry has this id.
 */
export async function sentAfterWithdrawal(
  { tx, user, pupil, values }: SentForm,
  kind: EntryKind,
  entryId: string,
  form: string,
): Promise<SeeOther | NotFound> {
  const key = { schoolId: user.schoolId, pupilId: pupil?.pupilId ?? null, kind, entryId }
  if (!(await isWithdrawn(tx, key))) return notFound
  const flash = {
    heading: 'What this form saved before was withdrawn',
    text: 'What you typed is in the form below. Save it if it is to stand.',
  }
  return { ...seeOther(form, flash), formToRestore: { ...values, id: [uuidv7()] } }
}
