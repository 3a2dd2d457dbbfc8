import { readFile } from 'node:fs/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg'

let wasm: Promise<void> | undefined

/** The package's own entry imports the `.wasm` as a module, which Node does only behind a flag: load it by hand, once. */
async function loadWasm(): Promise<void> {
  const place = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(new URL('schema_engine_bg.wasm', place))
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
 * @param url a PostgreSQL address; the engine holds one connection
 * @param use gets the engine; it is freed afterwards
 */
export function withSchemaEngine<T>(url: string, use: (engine: binding.SchemaEngine) => Promise<T>): Promise<T> {
  return withEngine(new PrismaPg({ connectionString: url, max: 1 }), use)
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
