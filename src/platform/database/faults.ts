/**
 * What went wrong with the database, as far as an answer depends on it.
 * - `unavailable`: it cannot be reached, or the connection broke before the end: nothing was saved
 * - `timeout`: it took too long or lost a race with another transaction: nothing was saved, trying again may help
 * - `unconfirmed`: the connection broke while the end was being saved: it may or may not be
 * - `constraint`: the rows contradict a constraint, or a value does not fit its column: nothing was saved
 * - `refused`: row-level security or a missing right: nothing was saved
 */
export type DatabaseFault = 'unavailable' | 'timeout' | 'unconfirmed' | 'constraint' | 'refused'

/** The work was done, then the connection broke while it was being committed. Doing it again once settles it. */
export class CommitUnconfirmed extends Error {
  override name = 'CommitUnconfirmed'

  constructor(cause: unknown) {
    super('The connection to the database broke while the transaction was being committed', { cause })
  }
}

/**
 * Classifies anything thrown by the database, its driver or Prisma. Only codes are read, never names of constraints.
 * @returns null for what is no fault of the database: a bug, or an error of the work's own
 */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (error instanceof CommitUnconfirmed) return 'unconfirmed'
  const state = sqlState(error)
  if (state !== null) return faultOfState(state)
  if (lostTouch(error)) return 'unavailable'
  return prismaFaults.get(text(property(error, 'code'))) ?? null
}

/** Whether the connection broke, so that the server's answer to the last statement was not heard. */
export function lostTouch(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== null) return faultOfState(state) === 'unavailable'
  return lostTouchCodes.has(text(property(error, 'code'))) || lostTouchMessages.has(text(property(error, 'message')))
}

/** SQLSTATE, by code or by class (its first two characters): PostgreSQL's manual, appendix A. */
const states = new Map<string, DatabaseFault>([
  ['42501', 'refused'],
  ['22', 'constraint'],
  ['23', 'constraint'],
  ['57014', 'timeout'],
  ['25P04', 'timeout'],
  ['55P03', 'timeout'],
  ['40', 'timeout'],
  ['25P03', 'unavailable'],
  ['08', 'unavailable'],
  ['28', 'unavailable'],
  ['3D000', 'unavailable'],
  ['53', 'unavailable'],
  ['57', 'unavailable'],
  ['58', 'unavailable'],
])

function faultOfState(state: string): DatabaseFault | null {
  return states.get(state) ?? states.get(state.slice(0, 2)) ?? null
}

/** Prisma's own codes, where no SQLSTATE comes with them. */
const prismaFaults = new Map<string, DatabaseFault>([
  ['P2028', 'timeout'],
  ['P2034', 'timeout'],
  ['P2037', 'unavailable'],
  ['P1000', 'unavailable'],
  ['P1003', 'unavailable'],
  ['P1010', 'unavailable'],
  ['P1011', 'unavailable'],
  ['P2000', 'constraint'],
  ['P2002', 'constraint'],
  ['P2003', 'constraint'],
  ['P2007', 'constraint'],
  ['P2011', 'constraint'],
  ['P2020', 'constraint'],
])

const lostTouchCodes = new Set([
  'P1001',
  'P1008',
  'P1017',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
])

/** The driver's own errors for the same; they carry no code. From pg's client.js and pg-pool's index.js. */
const lostTouchMessages = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
])

/** The server's own code: in pg's error, in the adapter's (at a commit), or in Prisma's, which holds the adapter's. */
function sqlState(error: unknown): string | null {
  const ofAdapter =
    property(property(property(error, 'meta'), 'driverAdapterError'), 'cause') ?? property(error, 'cause')
  const code = text(property(ofAdapter, 'originalCode') ?? property(error, 'code'))
  return /^[0-5][0-9A-Z]{4}$/.test(code) ? code : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
