import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../days/calendar.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { type NotFound, notFound, type SeeOther, seeOther } from '../http/answers.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { jsonFields, type RowOf, type Shown } from '../platform/database/shape.ts'
import type { FormValues } from '../ui/forms/form-values.ts'

/*
 * What all kinds of entries in a pupil's record share: their tables, how one is read, withdrawn and undone. Each kind's own
 * columns and words are in its model.ts.
 */

/** The table of each kind of entry, in SQL. Fixed words, never somebody's. */
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

/** An entry of a pupil's record, or of the school where `pupilId` is null: a reason about one of its own steps. */
export type EntryKey = { schoolId: string; pupilId: string | null; kind: EntryKind; entryId: string }

/** How an entry that was a mistake was withdrawn. */
export type Withdrawn = {
  readonly on: Day
  /** Null where the register itself did it. */
  readonly by: string | null
  readonly because: string
}

/** By whom, when and why an entry was withdrawn; null for one that stands. Of the row `x`. */
const withdrawn = Prisma.raw(`case when x."withdrawnAt" is not null then json_build_object(
  'on', (x."withdrawnAt" at time zone 'Europe/London')::date, 'because', x."withdrawnBecause",
  'by', (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."withdrawnBy")) end`)

/** An entry as JSON gives it: these columns, and how it was withdrawn; null for one that stands. */
export type Entry<Model, Name extends Shown<Model>> = RowOf<Model, Name> & { readonly withdrawn: Withdrawn | null }

/** SQL: these columns of the entry `x`, and how it was withdrawn, for `json_build_object`: an {@link Entry}. */
export const entryFields = (names: readonly string[]): Prisma.Sql =>
  Prisma.sql`${jsonFields(names)}, 'withdrawn', ${withdrawn}`

/** SQL of the entry `x`: its day, what it says, and who raised, decided, agreed or signed it, or took part. */
export type EntrySummary = { on: Prisma.Sql; says: Prisma.Sql; who: Prisma.Sql }

/**
 * An entry that stands, as its model reads it; null where the pupil has no such one.
 * @param sql of the model: the entry as JSON, and the tables that it comes from
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

/** The page on which an entry stands: its pupil's, or the school's. */
export const pageOfEntry = ({ pupilId }: Pick<EntryRef, 'pupilId'>): string =>
  pupilId === null ? '/school' : `/pupils/${pupilId}`

/** Where an entry is withdrawn, put back or undone. */
export const entryPath = (what: 'withdraw' | 'put-back' | 'undo', named: EntryRef): string =>
  `${pageOfEntry(named)}/${what}/${named.kind}/${named.entryId}`

/** Where an entry is withdrawn: for a link on the page that edits it. */
export const withdrawHref = (pupilId: string, kind: EntryKind, entryId: string): string =>
  entryPath('withdraw', { pupilId, kind, entryId })

/**
 * The answer to a form that has just made an entry, with "Undo" beside what it says: one press withdraws it again, and the
 * form holds what was typed.
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
 * The answer to a form that was sent again although the entry it once made was withdrawn meanwhile: the form at its own
 * address with what was typed, to be saved as another entry. `pupil` is null for the school's own. Not found where there is no such
 * entry.
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
