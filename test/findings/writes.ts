import fc from 'fast-check'
import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import { FACT_NAMES, type FactName, factsOf } from './facts.ts'

/*
 * Arbitrary writes to the tables that the rules read. They run as the database's owner, because the app's role may not
 * delete most of these rows.
 */

const tableOf = (name: FactName): string => name.split(':')[0] ?? name

/** One write to the database. The numbers `pick` and `parents` choose among the rows that exist when the write runs. */
export interface Write {
  readonly name: FactName
  readonly kind: 'insert' | 'update' | 'delete' | 'withdraw' | 'putBack'
  readonly pick: number
  readonly parents: number
  readonly columns: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
}

/** Tables whose rows can be withdrawn and put back. */
const withdrawable = new Set([
  'Concern',
  'Meeting',
  'Decision',
  'Notice',
  'Plan',
  'Review',
  'Professional',
  'EhcConsideration',
])

const kindsOf = (name: FactName): Write['kind'][] =>
  withdrawable.has(tableOf(name))
    ? ['insert', 'update', 'update', 'delete', 'withdraw', 'putBack']
    : ['insert', 'update', 'update', 'delete']

const writeTo = (name: FactName): fc.Arbitrary<Write> => {
  const { columns, standing } = factsOf(name)
  const kind = standing ? fc.constant('update' as const) : fc.constantFrom(...kindsOf(name))
  return fc.record({
    name: fc.constant(name),
    kind,
    pick: fc.nat(1000),
    parents: fc.nat(1000),
    columns: fc.subarray(Object.keys(columns), { minLength: 1 }),
    values: fc.record(columns),
  })
}

export const anyWrite: fc.Arbitrary<Write> = fc.oneof(...FACT_NAMES.map(writeTo))
export const anyInsert: fc.Arbitrary<Write> = anyWrite.map((write) =>
  factsOf(write.name).standing ? write : { ...write, kind: 'insert' },
)

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

const whose = (name: FactName): string => {
  const [table, parent] = name.split(':')
  const school = table === 'School' ? 'id = $1' : '"schoolId" = $1'
  return parent === undefined ? school : `${school} and "${parent}Id" is not null`
}

const pickId = async (admin: pg.Client, schoolId: string, name: FactName | 'Class', pick: number) => {
  const { table, where } =
    name === 'Class' ? { table: name, where: '"schoolId" = $1' } : { table: tableOf(name), where: whose(name) }
  const { rows } = await admin.query(`select id from "${table}" where ${where} order by id`, [schoolId])
  return rows.length === 0 ? null : rows[pick % rows.length].id
}

/** A child row belongs to the same pupil as its plan, meeting, assessment or review. */
const pupilOf = async (admin: pg.Client, schoolId: string, parents: Readonly<Record<string, string>>) => {
  for (const [column, table] of [
    ['planId', 'Plan'],
    ['meetingId', 'Meeting'],
    ['assessmentId', 'Assessment'],
    ['reviewId', 'Review'],
  ] as const) {
    const id = parents[column]
    if (id === undefined) continue
    const { rows } = await admin.query(`select "pupilId" from "${table}" where "schoolId" = $1 and id = $2`, [
      schoolId,
      id,
    ])
    return rows[0].pupilId
  }
  return parents.pupilId
}

const pickParents = async (admin: pg.Client, schoolId: string, { name, parents }: Write) => {
  const picked: Record<string, string> = {}
  let pick = parents
  for (const [column, table] of Object.entries(factsOf(name).parents)) {
    const id = await pickId(
      admin,
      schoolId,
      table === 'Class' ? table : (FACT_NAMES.find((it) => it === table) ?? name),
      pick,
    )
    if (id === null) return null
    picked[column] = id
    pick = Math.floor(pick / 3)
  }
  const pupilId = await pupilOf(admin, schoolId, picked)
  return pupilId === undefined ? picked : { ...picked, pupilId }
}

export const insertRow = async (
  admin: pg.Client,
  schoolId: string,
  name: FactName,
  row: Readonly<Record<string, unknown>>,
): Promise<string> => {
  const id = uuid()
  const whole: Readonly<Record<string, unknown>> = { schoolId, id, ...row }
  const names = Object.keys(whole)
  await admin.query(
    `insert into "${tableOf(name)}" (${quoted(names)}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(whole),
  )
  return id
}

const insert = async (admin: pg.Client, schoolId: string, write: Write) => {
  const parents = await pickParents(admin, schoolId, write)
  if (parents !== null) await insertRow(admin, schoolId, write.name, { ...write.values, ...parents })
}

const change = async (admin: pg.Client, schoolId: string, { name, kind, pick, columns, values }: Write) => {
  const id = await pickId(admin, schoolId, name, pick)
  const which = tableOf(name) === 'School' ? 'id = $1 and id = $2' : '"schoolId" = $1 and id = $2'
  if (id === null) return
  if (kind === 'delete') {
    await admin.query(`delete from "${tableOf(name)}" where ${which}`, [schoolId, id])
    return
  }
  if (kind === 'withdraw' || kind === 'putBack') {
    const settings =
      kind === 'withdraw'
        ? `"withdrawnAt" = now(), "withdrawnBecause" = 'x'`
        : '"withdrawnAt" = null, "withdrawnBecause" = null'
    await admin.query(`update "${tableOf(name)}" set ${settings} where ${which}`, [schoolId, id])
    return
  }
  const settings = columns.map((column, index) => `"${column}" = $${index + 3}`).join(', ')
  await admin.query(`update "${tableOf(name)}" set ${settings} where ${which}`, [
    schoolId,
    id,
    ...columns.map((column) => values[column]),
  ])
}

/**
 * Codes of PostgreSQL errors that a random write may cause and that are ignored: the row has children or no parent, a
 * duplicate key, a failed check.
 */
const refusals = ['23001', '23503', '23505', '23514']

export const perform = async (admin: pg.Client, schoolId: string, write: Write): Promise<void> => {
  try {
    await (write.kind === 'insert' ? insert(admin, schoolId, write) : change(admin, schoolId, write))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!refusals.includes(code)) throw error
  }
}
