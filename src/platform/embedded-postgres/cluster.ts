import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import {
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresPrograms } from './postgres-programs.ts'

/** One embedded cluster: its files and the programs that run on them. */
export interface Cluster {
  /** The register's own folder, closed to others: secrets, the server's log, and the cluster in `postgres`. */
  directory: string
  /** PostgreSQL's data directory. */
  data: string
  programs: PostgresPrograms
}

/** A server that was launched from here. */
export interface Launched {
  port: number
  /** What it wrote before it ended; null while it runs. */
  lastWords(): Promise<string | null>
}

/** Name of the superuser of an embedded cluster. */
export const superuser = 'postgres'

/**
 * Makes the cluster unless it is there: UTF-8, sorted by code point, one superuser with that password.
 * It is made beside its place and moved in whole, so a start that was killed half-way leaves no broken cluster.
 */
export async function makeCluster(cluster: Cluster, password: string): Promise<void> {
  if (existsSync(cluster.data)) return
  await removeAbandonedDrafts(cluster.directory)
  const draft = await mkdtemp(join(cluster.directory, `postgres.new-${process.pid}-`))
  const data = join(draft, 'data')
  try {
    await mkdir(data, { mode: 0o700 })
    await writeFile(join(draft, 'password'), `${password}\n`, { mode: 0o600 })
    await giveToServerUser(cluster, [draft, data, join(draft, 'password')])
    const here = ownPath(cluster, data)
    await runProgram(cluster, cluster.programs.initdb, data, [
      `--pgdata=${here}`,
      `--pwfile=${here}/../password`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ])
    await moveUnlessThere(data, cluster.data)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/**
 * How the programs are told their folder. Run as another user they may not walk the path to it (the folder above holds
 * the secrets and is closed), but they are started in it, and this leads there without a walk.
 */
function ownPath(cluster: Cluster, folder: string): string {
  return cluster.programs.user === null ? folder : '/proc/self/cwd'
}

async function removeAbandonedDrafts(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(directory, name), { recursive: true, force: true })
  }
}

async function giveToServerUser(cluster: Cluster, paths: string[]): Promise<void> {
  const { user } = cluster.programs
  if (user === null) return
  for (const path of paths) await chown(path, user.uid, user.gid)
}

/** Of two starts that make the cluster at once, the one that comes second uses the first one's. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}

/** Neither the server nor its makers need our environment, which may hold secrets, or PG… settings meant for others. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' }
}

function runProgram(cluster: Cluster, program: string, cwd: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...cluster.programs.user,
      cwd,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let output = ''
    const note = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${output.trim()}`))))
  })
}

/**
 * Starts the server on 127.0.0.1 and comes back at once. It is in a session of its own, so Ctrl-C at the terminal
 * reaches only us, and the order of the shutdown is ours to decide.
 * @param settings PostgreSQL settings on top of ours
 */
export async function launch(cluster: Cluster, port: number, settings: Record<string, string>): Promise<Launched> {
  await removeMisleadingPidFile(cluster)
  const logPath = join(cluster.directory, 'postgres.log')
  const logStart = await startOfNewLog(logPath)
  const logFile = openSync(logPath, 'a', 0o600)
  const all = { ...ourSettings, ...settings, port: String(port) }
  const child = spawn(
    cluster.programs.postgres,
    [
      '-D',
      ownPath(cluster, cluster.data),
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...cluster.programs.user,
      cwd: cluster.data,
      env: environment(),
      stdio: ['ignore', logFile, logFile],
      detached: true,
      windowsHide: true,
    },
  )
  closeSync(logFile)
  let ended: string | null = null
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `ended with ${signal ?? code}`
  })
  child.unref()
  return {
    port,
    lastWords: async () =>
      ended === null ? null : `${(await readFile(logPath)).subarray(logStart).toString()}${ended}`,
  }
}

const ourSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Statements and details quote what was typed about a child; the log gets neither.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  // A crash ends the whole server, and whoever owns it starts it again: one way of coming back instead of two.
  restart_after_crash: 'off',
}

const logLimit = 5_000_000

/** @returns where in the file the next server's lines begin */
async function startOfNewLog(path: string): Promise<number> {
  if (!existsSync(path)) return 0
  const { size } = await stat(path)
  if (size < logLimit) return size
  await rename(path, `${path}.1`)
  return 0
}

/**
 * The server of this cluster that runs, whoever launched it; null where none does.
 * Its process is known by its working folder: after a restart of the machine the number in the file may be anybody's.
 */
export async function findRunning(cluster: Cluster): Promise<{ port: number } | null> {
  const noted = await readPidFile(cluster)
  return noted !== null && (await isServerOf(cluster, noted.pid)) ? { port: noted.port } : null
}

async function readPidFile(cluster: Cluster): Promise<{ pid: number; port: number } | null> {
  try {
    const lines = (await readFile(join(cluster.data, 'postmaster.pid'), 'utf8')).split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 && port > 0 ? { pid, port } : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function isServerOf(cluster: Cluster, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster.data))
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * A pid file left by a killed server stops the next one if its number now belongs to another process. A file whose
 * process is gone is left to PostgreSQL, which also looks for that server's surviving children.
 */
async function removeMisleadingPidFile(cluster: Cluster): Promise<void> {
  const noted = await readPidFile(cluster)
  if (noted === null || !isAlive(noted.pid) || (await isServerOf(cluster, noted.pid))) return
  await rm(join(cluster.data, 'postmaster.pid'), { force: true })
}

/** Ends the server cleanly: open transactions are rolled back, everything committed is written, and it waits for that. */
export async function shutDown(cluster: Cluster): Promise<void> {
  if ((await findRunning(cluster)) === null) return
  const stop = ['stop', '-D', ownPath(cluster, cluster.data), '-m', 'fast', '-w', '-t', '60']
  try {
    await runProgram(cluster, cluster.programs.pgCtl, cluster.data, stop)
  } catch (error) {
    if ((await findRunning(cluster)) !== null) throw error
  }
}
