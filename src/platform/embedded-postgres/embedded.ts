import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readSecrets } from '../database/secrets.ts'
import { type Cluster, findRunning, type LaunchedServer, launch, makeCluster, shutDown, superuser } from './cluster.ts'
import { findPostgresPrograms } from './postgres-programs.ts'

interface EmbeddedOptions {
  /** The register's folder, with the cluster in `postgres` and the secrets in `secrets.json`. Created if missing. */
  directory: string
  /** Called with each message for the technician who runs the register. */
  log: (line: string) => void
  /** If a register is running on the folder, use its server instead of throwing AlreadyRunning. For commands. */
  attach?: boolean
  /** Additional PostgreSQL settings, for tests. */
  settings?: Record<string, string>
}

export interface EmbeddedServer {
  /** Database address for the superuser. It stays the same until `stop`, even if the server is restarted. */
  adminUrl: string
  /** Stops the server cleanly and waits for it. Does nothing if another process owns it. Idempotent. */
  stop: () => Promise<void>
}

/** Another register or command is running on the same data. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning'
}

/** The longest start is crash recovery, which replays the write-ahead log. Milliseconds. */
const startTimeoutMs = 60_000
/**
 * How long to wait for the ownership lock. The server notices within milliseconds that its owner was killed.
 * Milliseconds.
 */
const ownershipTimeoutMs = 3_000
const pollIntervalMs = 25
/**
 * Id of the advisory lock that the server's owner holds. Must be the same in every version. The owner stops the server.
 */
const ownershipLock = 6_370_001

/**
 * Starts the embedded PostgreSQL of a folder and owns it until `stop`. The first call creates the cluster.
 *
 * It recovers after processes were killed: it handles a stale pid file and surviving child processes, and takes over a
 * server whose owner was killed. If the server dies, it is restarted at the same address.
 * @throws AlreadyRunning if another process owns the server and `attach` is not set
 * @throws EmbeddedServerUnusable if this machine cannot run the server; the message says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const directory = resolve(options.directory)
  const { databasePassword } = await readSecrets(directory)
  const data = join(directory, 'postgres')
  const cluster = { directory, data, programs: await findPostgresPrograms(data) }
  await makeCluster(cluster, databasePassword)

  const start = (port: number | null) => bringUp(cluster, databasePassword, port, options.settings ?? {})
  const server = await start(null)
  const patience = options.attach === true ? 0 : ownershipTimeoutMs
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

/**
 * Finds the cluster's running server, or launches one, and connects. Waits for a server that is starting or stopping.
 */
async function bringUp(
  cluster: Cluster,
  password: string,
  wantedPort: number | null,
  settings: Record<string, string>,
): Promise<Running> {
  const deadline = Date.now() + startTimeoutMs
  let launched: LaunchedServer | null = null
  let obstacle = 'it does not answer'
  while (Date.now() < deadline) {
    const exitOutput = (await launched?.exitOutput()) ?? null
    if (exitOutput !== null) {
      if (!isTransient(exitOutput)) throw new Error(`The embedded database does not start: ${exitOutput}`)
      obstacle = exitOutput
      launched = null
    }
    const running = await findRunning(cluster)
    if (running === null && launched === null) {
      launched = await launch(cluster, wantedPort ?? (await freePort()), settings)
    }
    const port = running?.port ?? launched?.port
    const server = port === undefined ? null : await tryConnect(port, password)
    if (server !== null) return server
    await pause(pollIntervalMs)
  }
  throw new Error(`The embedded database did not start within ${startTimeoutMs / 1000} seconds: ${obstacle}`)
}

/**
 * Whether a server exited for a temporary reason, so that a retry may succeed: child processes of a killed server still
 * run, another process started a server first, or the port is in use.
 */
function isTransient(exitOutput: string): boolean {
  return (
    exitOutput.includes('is still in use') ||
    exitOutput.includes('lock file "postmaster.pid" already exists') ||
    exitOutput.includes('could not create any TCP/IP sockets')
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
  // Without this handler an `error` event would crash the process. The connection's `end` event is handled in `guard`.
  connection.on('error', () => {})
  try {
    await connection.connect()
    return { port, adminUrl, connection }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new Error('The embedded database refuses the password in secrets.json: the file belongs to other data.')
    }
    return null
  }
}

async function takeOwnership(connection: pg.Client, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience
  do {
    const { rows } = await connection.query('select pg_try_advisory_lock($1) as mine', [ownershipLock])
    if (rows[0]?.mine === true) return true
    await pause(pollIntervalMs)
  } while (Date.now() < deadline)
  return false
}

/** Restarts the server whenever it dies, until `stop`. It notices this when the connection that holds the lock ends. */
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
    log('The embedded database stopped unexpectedly. Restarting it.')
    try {
      const server = await start(first.port)
      if (!(await takeOwnership(server.connection, ownershipTimeoutMs))) throw new Error('another process took it over')
      watch(server.connection)
      log('The embedded database is running again.')
    } catch (error) {
      log(
        `The embedded database cannot be restarted: ${error instanceof Error ? error.message : error}. Restart the register.`,
      )
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
