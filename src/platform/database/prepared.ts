import type { SqlQuery } from '@prisma/driver-adapter-utils'
import { Prisma } from '../../generated/prisma/client.ts'

const mark = '/* prepared */'

/**
 * Begins a statement that every page asks: each connection parses and plans it once, which takes longer than carrying it
 * out. Only for statements whose text is always the same, because a connection keeps each of them until it ends.
 */
export const prepared = Prisma.raw(mark)

/** The names that statements are kept under: as many as there are texts with the mark in the code. */
const names = new Map<string, string>()

/** The name of a prepared statement; empty, which is none, for every other. */
export function statementName({ sql }: Pick<SqlQuery, 'sql'>): string {
  if (!sql.startsWith(mark)) return ''
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `register_${names.size + 1}`
  names.set(sql, name)
  return name
}
