import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readSecrets } from '../database/secrets.ts'
import { type Cluster, findRunning, type Launched, launch, makeCluster, shutDown, superuser } from './cluster.ts'
import { findPostgresPrograms } from './postgres-programs.ts'

export interface EmbeddedOptions {
  /** The register's folder; the cluster is in its `postgres`, the secrets in its `secrets.json`. Made where missing. */
  directory: string
  /** Gets a line when something happens that whoever runs the register should know. */
  log: (line: string) => void
  /** A command that works beside a running register: uses its server instead of refusing. */
  attach?: boolean
  /** PostgreSQL settings on top of the durable ones; for tests. */
  settings?: Record<string, string>
}

export interface EmbeddedServer {
  /** Address of the database as superuser. It stays the same until `stop`, also when the server had to be restarted. */
  adminUrl: string
  /** Ends the server cleanly and waits for it; does nothing where another process owns it. May be called again. */
  stop: () => Promise<void>
}

/** Another register, or a command, is running on the same data. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning'
}

/** Recovery after a kill replays the log, which takes longest of all. Milliseconds. */
const startLimit = 60_000
/** The server notices within milliseconds that its owner was killed. Milliseconds. */
const ownershipLimit = 3_000
const pollInterval = 25
/** Any number, the same in every version: whoever holds this lock owns the server and will stop it. */
const ownershipLock = 6_370_001

/**
 * Starts the embedded PostgreSQL of a folder, making its cluster the first time, and owns it until `stop`.
 *
 * It also comes back after anything was killed: a stale pid file, surviving children of a killed server, or a server that
 * outlived its owner, which is taken over. If the server dies while owned, it is started again at the same address.
 * @throws AlreadyRunning when another process owns it, unless `attach`
 * @throws EmbeddedServerUnusable when this machine cannot run it; the message says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const directory = resolve(options.directory)
  const { databasePassword } = await readSecrets(directory)
  const data = join(directory, 'postgres')
  const cluster = { directory, data, programs: await findPostgresPrograms(data) }
  await makeCluster(cluster, databasePassword)

  const start = (port: number | null) => bringUp(cluster, databasePassword, port, options.settings ?? {})
  const server = await start(null)
  const patience = options.attach === true ? 0 : ownershipLimit
  if (await takeOwnership(server.connection, patience)) return guard(cluster, server, start, options.log)

  await server.connection.end()
  if (options.attach === true) return { adminUrl: server.adminUrl, stop: async () => {} }
  throw new AlreadyRunning(`The register is already running on the data in ${directory}. Stop it first.`)
}

interface Running {
  port: number
  adminUrl: string
  connection: pg.Client
}

/** Finds the cluster's server or launches it, and connects. What is still starting or just ending is waited for. */
async function bringUp(
  cluster: Cluster,
  password: string,
  wantedPort: number | null,
  settings: Record<string, string>,
): Promise<Running> {
  const deadline = Date.now() + startLimit
  let launched: Launched | null = null
  let obstacle = 'it does not answer'
  while (Date.now() < deadline) {
    const lastWords = (await launched?.lastWords()) ?? null
    if (lastWords !== null) {
      if (!isPassing(lastWords)) throw new Error(`The embedded database does not start: ${lastWords}`)
      obstacle = lastWords
      launched = null
    }
    const running = await findRunning(cluster)
    if (running === null && launched === null) {
      launched = await launch(cluster, wantedPort ?? (await freePort()), settings)
    }
    const port = running?.port ?? launched?.port
    const server = port === undefined ? null : await tryConnect(port, password)
    if (server !== null) return server
    await pause(pollInterval)
  }
  throw new Error(`The embedded database did not start within ${startLimit / 1000} seconds: ${obstacle}`)
}

/** Reasons for which a server ends at once, that pass: a killed one's children finish; another start was first; its port. */
function isPassing(lastWords: string): boolean {
  return (
    lastWords.includes('is still in use') ||
    lastWords.includes('lock file "postmaster.pid" already exists') ||
    lastWords.includes('could not create any TCP/IP sockets')
  )
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => settle(port))
    })
  })
}

async function tryConnect(port: number, password: string): Promise<Running | null> {
  const adminUrl = `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`
  const connection = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000, keepAlive: true })
  // A connection that breaks says so here as well as by its end; unheard, it would take the process with it.
  connection.on('error', () => {})
  try {
    await connection.connect()
    return { port, adminUrl, connection }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new Error('The embedded database refuses the password in secrets.json: that file is of other data.')
    }
    return null
  }
}

async function takeOwnership(connection: pg.Client, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience
  do {
    const { rows } = await connection.query('select pg_try_advisory_lock($1) as mine', [ownershipLock])
    if (rows[0]?.mine === true) return true
    await pause(pollInterval)
  } while (Date.now() < deadline)
  return false
}

/** Keeps the server running until it is told to stop. The connection that holds the ownership tells when it is gone. */
function guard(
  cluster: Cluster,
  first: Running,
  start: (port: number) => Promise<Running>,
  log: (line: string) => void,
): EmbeddedServer {
  let recovery = Promise.resolve()
  let stopping: Promise<void> | null = null

  const watch = (connection: pg.Client) => {
    connection.once('end', () => {
      if (stopping === null) recovery = recover()
    })
  }
  const recover = async () => {
    log('The embedded database went away. Starting it again.')
    try {
      const server = await start(first.port)
      if (!(await takeOwnership(server.connection, ownershipLimit))) throw new Error('another process took it over')
      watch(server.connection)
      log('The embedded database is back.')
    } catch (error) {
      log(`The embedded database is gone: ${error instanceof Error ? error.message : error}. Start the register again.`)
    }
  }
  const stop = async () => {
    await recovery
    await shutDown(cluster)
  }

  watch(first.connection)
  return {
    adminUrl: first.adminUrl,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}
