/**
 * The kinds of database errors that lead to different responses.
 * - `unavailable`: the database is unreachable, or the connection broke before the commit. Nothing was saved.
 * - `timeout`: a time limit, a deadlock or a serialization failure. Nothing was saved; a retry may succeed.
 * - `unconfirmed`: the connection broke during the commit. The work may or may not be saved.
 * - `constraint`: the rows violate a constraint, or a value does not fit its column. Nothing was saved.
 * - `refused`: row-level security or a missing privilege. Nothing was saved.
 */
type DatabaseFault = 'unavailable' | 'timeout' | 'unconfirmed' | 'constraint' | 'refused'

/** The connection broke during the commit. A retry of the same (idempotent) work settles whether it is saved. */
export class CommitUnconfirmed extends Error {
  override name = 'CommitUnconfirmed'

  constructor(cause: unknown) {
    super('The connection to the database broke while the transaction was being committed', { cause })
  }
}

/**
 * Classifies an error thrown by the database, its driver or Prisma. It reads error codes, never names of constraints.
 * @returns null if the error does not come from the database (a bug, or an error of the caller's own work)
 */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (error instanceof CommitUnconfirmed) return 'unconfirmed'
  const state = sqlState(error)
  if (state !== null) return faultOfState(state)
  if (isConnectionLost(error)) return 'unavailable'
  return prismaFaults.get(text(property(error, 'code'))) ?? null
}

/** Whether the error means that the connection broke. It is then unknown whether the last statement was carried out. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== null) return faultOfState(state) === 'unavailable'
  return (
    connectionLostCodes.has(text(property(error, 'code'))) ||
    connectionLostMessages.has(text(property(error, 'message')))
  )
}

/** Faults by SQLSTATE code or class (the first two characters). Source: PostgreSQL manual, appendix A. */
const sqlStates = new Map<string, DatabaseFault>([
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
  return sqlStates.get(state) ?? sqlStates.get(state.slice(0, 2)) ?? null
}

/** Faults by Prisma's own code, for errors without an SQLSTATE. */
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

const connectionLostCodes = new Set([
  'P1001',
  'P1008',
  'P1017',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
])

/**
 * Messages of the driver's errors for a broken connection, which have no code. Source: pg's client.js, pg-pool's
 * index.js.
 */
const connectionLostMessages = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
])

/**
 * The SQLSTATE of an error of pg, of the Prisma adapter (during a commit) or of Prisma, which wraps the adapter's
 * error.
 */
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
