import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg'

let wasm: Promise<void> | undefined

/** Loads the engine's `.wasm`. The package's entry imports it as a module, which Node supports only behind a flag. */
async function loadWasm(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(join(dirname(script), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...binding } })
  binding.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start !== 'function')
    throw new Error('@prisma/schema-engine-wasm has no __wbindgen_start: another version?')
  start()
}

async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  use: (engine: binding.SchemaEngine) => Promise<T>,
): Promise<T> {
  wasm ??= loadWasm()
  await wasm
  const engine = await binding.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  try {
    return await use(engine)
  } finally {
    engine.free()
  }
}

/**
 * Runs work with Prisma's schema engine on a database, in one transaction: if the process fails or is killed, the
 * database is unchanged. It is the WASM build, because the native one is a download that a closed network refuses.
 * @param url a PostgreSQL address; uses one connection
 */
export async function withSchemaEngine<T>(url: string, use: (engine: binding.SchemaEngine) => Promise<T>): Promise<T> {
  const server = await new PrismaPg({ connectionString: url, max: 1 }).connect()
  try {
    const transaction = await server.startTransaction()
    try {
      await run(transaction, withoutSchool)
      const adapter = inside(transaction)
      const connect = async () => adapter
      const name = adapter.adapterName
      const result = await withEngine(
        { provider: 'postgres', adapterName: name, connect, connectToShadowDb: connect },
        use,
      )
      await run(transaction, 'commit')
      await transaction.commit()
      return result
    } catch (error) {
      await run(transaction, 'rollback').catch(() => {})
      await transaction.rollback()
      throw error
    }
  } finally {
    await server.dispose()
  }
}

/**
 * Sets a school that does not exist. Row-level security is forced on the owner, too (unless it is a superuser), and
 * foreign key checks would fail if no school were set. A migration that changes schools' rows must turn off the forced
 * row-level security itself.
 */
const withoutSchool = `select set_config('app.school_id', '00000000-0000-0000-0000-000000000000', true)`

function run(transaction: Transaction, sql: string): Promise<number> {
  return transaction.executeRaw({ sql, args: [], argTypes: [] })
}

/**
 * An adapter that runs the engine's statements in the transaction. Each statement has a savepoint, so that a failing
 * statement does not abort the transaction (the engine queries its history table before it exists). Scripts are sent
 * whole, because Prisma's own adapter splits them at every semicolon, also inside function bodies.
 */
function inside(transaction: Transaction): SqlDriverAdapter {
  const shielded = async <R>(statement: () => Promise<R>): Promise<R> => {
    await run(transaction, 'savepoint statement')
    try {
      const result = await statement()
      await run(transaction, 'release savepoint statement')
      return result
    } catch (error) {
      await run(transaction, 'rollback to savepoint statement')
      throw error
    }
  }
  return {
    provider: 'postgres',
    adapterName: transaction.adapterName,
    queryRaw: (query) => shielded(() => transaction.queryRaw(query)),
    executeRaw: (query) => shielded(() => transaction.executeRaw(query)),
    executeScript: async (script) => {
      await shielded(() => run(transaction, script))
    },
    startTransaction: () => Promise.reject(new Error('Migrations are already in one transaction')),
    dispose: async () => {},
  }
}

/**
 * An adapter without a server. Even to compare two texts the engine first asks for the server's schema and version. Any
 * other statement throws.
 */
const noServer: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'no server',
  queryRaw: async ({ sql }) => {
    if (!sql.includes('version()')) throw new Error(`Comparing schemas must not query a database: ${sql}`)
    return {
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 15.0', 150000]],
    }
  },
  executeRaw: ({ sql }) => Promise.reject(new Error(`Comparing schemas must not change a database: ${sql}`)),
  executeScript: (sql) => Promise.reject(new Error(`Comparing schemas must not change a database: ${sql}`)),
  startTransaction: () => Promise.reject(new Error('Comparing schemas needs no transaction')),
  dispose: async () => {},
}

/** Runs work with the schema engine but no database, for comparing schemas. */
export function withOfflineSchemaEngine<T>(use: (engine: binding.SchemaEngine) => Promise<T>): Promise<T> {
  const connect = async () => noServer
  return withEngine({ provider: 'postgres', adapterName: 'no server', connect, connectToShadowDb: connect }, use)
}
