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

/** The package's own entry imports the `.wasm` as a module, which Node does only behind a flag: load it by hand, once. */
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
 * Prisma's schema engine, the WASM build (the native one is a download that a closed network refuses), on a database.
 * Everything it does is one transaction: a start that is killed or fails leaves the database as it was.
 * @param url a PostgreSQL address; one connection is held
 */
export async function withSchemaEngine<T>(url: string, use: (engine: binding.SchemaEngine) => Promise<T>): Promise<T> {
  const server = await new PrismaPg({ connectionString: url, max: 1 }).connect()
  try {
    const transaction = await server.startTransaction()
    try {
      await run(transaction, inNoSchool)
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
 * Row-level security is forced on the owner too, unless a superuser: what a foreign key is checked by would fail with no
 * school entered. In this one there are no rows, so a migration that changes rows of schools has to lift the force itself.
 */
const inNoSchool = `select set_config('app.school_id', '00000000-0000-0000-0000-000000000000', true)`

function run(transaction: Transaction, sql: string): Promise<number> {
  return transaction.executeRaw({ sql, args: [], argTypes: [] })
}

/**
 * The engine's view of that transaction. A savepoint keeps a statement that fails (the engine asks for its history table
 * before there is one) from ending the rest. Scripts go to the server whole: Prisma's own adapter cuts them at each
 * semicolon, also inside the body of a function.
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

/** Even to compare two texts the engine first asks a server for its schema and version. Nothing else may be asked. */
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

/** The same engine without a database, for what needs none: comparing schemas. */
export function withOfflineSchemaEngine<T>(use: (engine: binding.SchemaEngine) => Promise<T>): Promise<T> {
  const connect = async () => noServer
  return withEngine({ provider: 'postgres', adapterName: 'no server', connect, connectToShadowDb: connect }, use)
}
