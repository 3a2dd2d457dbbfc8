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

/** An embedded PostgreSQL cluster: its files and its programs. */
export interface Cluster {
  /** The register's folder, readable by its owner only: secrets, the server's log, the cluster in `postgres`. */
  directory: string
  /** PostgreSQL's data directory. */
  data: string
  programs: PostgresPrograms
}

/** A server that this process launched. */
export interface LaunchedServer {
  port: number
  /** The output of a server that has exited; null while it runs. */
  exitOutput(): Promise<string | null>
}

/** Name of the superuser of an embedded cluster. */
export const superuser = 'postgres'

/**
 * Creates the cluster unless it exists: UTF-8, sorted by code point, with one superuser. It is created in a temporary
 * folder and renamed, so that a process killed half-way leaves no broken cluster.
 * @param password the superuser's password
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
 * The path by which PostgreSQL's programs can reach a folder. If they run as another user, they have no permission on
 * the parent folder (which holds the secrets). They are started in the folder, and /proc/self/cwd reaches it directly.
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

/**
 * Renames a folder, unless the target exists. If two processes create the cluster at once, the second uses the first
 * one's.
 */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}

/**
 * The environment variables for PostgreSQL's programs, as few as possible. The register's own variables may contain
 * secrets, and PG… settings that are meant for other programs.
 */
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
 * Starts the server on 127.0.0.1 and returns without waiting for it. The server gets its own session, so that Ctrl-C in
 * the terminal does not reach it and the register decides the order of the shutdown.
 * @param settings PostgreSQL settings in addition to the default ones
 */
export async function launch(
  cluster: Cluster,
  port: number,
  settings: Record<string, string>,
): Promise<LaunchedServer> {
  await removeMisleadingPidFile(cluster)
  const logPath = join(cluster.directory, 'postgres.log')
  const logStart = await startOfNewLog(logPath)
  const logFile = openSync(logPath, 'a', 0o600)
  const all = { ...serverSettings, ...settings, port: String(port) }
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
    exitOutput: async () =>
      ended === null ? null : `${(await readFile(logPath)).subarray(logStart).toString()}${ended}`,
  }
}

const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Statements and error details contain what people wrote about children. The log must contain neither.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  // After a crash the whole server exits and its owner restarts it, so that there is one recovery path instead of two.
  restart_after_crash: 'off',
}

const maxLogBytes = 5_000_000

/** @returns the offset in the file at which the next server's log begins, in bytes */
async function startOfNewLog(path: string): Promise<number> {
  if (!existsSync(path)) return 0
  const { size } = await stat(path)
  if (size < maxLogBytes) return size
  await rename(path, `${path}.1`)
  return 0
}

/**
 * The running server of this cluster, whichever process launched it; null if none runs. A process counts as the server
 * only if its working folder is the cluster's: after a reboot the pid in the file may belong to another program.
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
 * Removes the pid file of a killed server if its pid now belongs to another process, because the file would stop the
 * next server. If no process has the pid, PostgreSQL handles the file and checks for surviving child processes.
 */
async function removeMisleadingPidFile(cluster: Cluster): Promise<void> {
  const noted = await readPidFile(cluster)
  if (noted === null || !isAlive(noted.pid) || (await isServerOf(cluster, noted.pid))) return
  await rm(join(cluster.data, 'postmaster.pid'), { force: true })
}

/** Stops the server cleanly and waits for it: open transactions are rolled back, committed data is written to disk. */
export async function shutDown(cluster: Cluster): Promise<void> {
  if ((await findRunning(cluster)) === null) return
  const stop = ['stop', '-D', ownPath(cluster, cluster.data), '-m', 'fast', '-w', '-t', '60']
  try {
    await runProgram(cluster, cluster.programs.pgCtl, cluster.data, stop)
  } catch (error) {
    if ((await findRunning(cluster)) !== null) throw error
  }
}
