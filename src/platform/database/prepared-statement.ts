import type { SqlQuery } from '@prisma/driver-adapter-utils'
import { Prisma } from '../../generated/prisma/client.ts'

const mark = '/* prepared */'

/**
 * Put this at the start of a statement that runs on every page. Each connection then prepares (parses and plans) it
 * once, which takes longer than running it. Only for statements with constant text, because a connection keeps every
 * prepared statement until it closes.
 */
export const preparedStatement = Prisma.raw(mark)

/** The names given to prepared statements so far, by SQL text. */
const names = new Map<string, string>()

/** The name of a prepared statement. Empty for a statement without the mark: pg does not prepare it. */
export function statementName({ sql }: Pick<SqlQuery, 'sql'>): string {
  if (!sql.startsWith(mark)) return ''
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `register_${names.size + 1}`
  names.set(sql, name)
  return name
}
