// Writes a school's record to standard output, in the format of the rules contract (JSON), and nothing else:
// npm run --silent record -- [--demo] [--school URN] [--as-of DATE]
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { allSchools } from '../access/user-accounts.ts'
import type { SchoolRecord } from '../code-of-practice/record.ts'
import { messageFor } from '../command.ts'
import { readConfig } from '../config.ts'
import { isDay } from '../days/calendar.ts'
import { dayInLondon } from '../days/clock.ts'
import { demoDirectory, ensureDemo } from '../demo.ts'
import { loadRecord } from '../findings/load.ts'
import { connect, type Database, disconnect } from '../platform/database/client.ts'
import { inSchool } from '../platform/database/in-school.ts'
import { appRoleName, appUrl, pendingMigrations } from '../platform/database/migrate.ts'
import { readSecrets } from '../platform/database/secrets.ts'
import { startEmbedded } from '../platform/embedded-postgres/embedded.ts'

const USAGE = 'Use: npm run --silent record -- [--demo] [--school URN] [--as-of YYYY-MM-DD]'
const REFUSED = 2
/** Time limit of the transaction that loads the record. Enough for a school with thousands of pupils. Milliseconds. */
const LOADING_MAY_TAKE = 60_000

/** The command cannot do what its arguments ask for. The message says what to do instead. */
class Refusal extends Error {}

interface RecordOptions {
  readonly demo: boolean
  readonly urn: string | undefined
  readonly asOf: string
}

const options = { demo: { type: 'boolean' }, school: { type: 'string' }, 'as-of': { type: 'string' } } as const

const readArguments = (): RecordOptions => {
  try {
    const { values } = parseArgs({ options })
    const asOf = values['as-of'] ?? dayInLondon(new Date())
    if (!isDay(asOf)) throw new Error(`${asOf} is not a day from 1900 to 2199, written YYYY-MM-DD.`)
    return { demo: values.demo ?? false, urn: values.school, asOf }
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

interface Opened {
  /** Database address for the app's role. */
  readonly url: string
  readonly stop: () => Promise<void>
}

const say = (line: string): void => console.error(line)

const openDemo = (): Promise<Opened> =>
  ensureDemo({ directory: demoDirectory, today: dayInLondon(new Date()), attach: true, log: say })

/** Opens the school's own database. This command only reads, so it neither creates nor migrates a database. */
const openSchool = async (): Promise<Opened> => {
  const { DATABASE_URL, DATA_DIR } = readConfig(process.env)
  if (DATABASE_URL === undefined && !existsSync(join(DATA_DIR, 'postgres'))) {
    throw new Refusal(`There is no register under ${DATA_DIR} yet. Start it once, or use --demo.`)
  }
  const { appRolePassword } = await readSecrets(DATA_DIR)
  const embedded =
    DATABASE_URL === undefined ? await startEmbedded({ directory: DATA_DIR, log: say, attach: true }) : null
  const adminUrl = DATABASE_URL ?? embedded?.adminUrl ?? ''
  const stop = async () => embedded?.stop()
  try {
    const pending = await pendingMigrations({ adminUrl })
    if (pending.length > 0) throw new Refusal('The database is of an earlier version. Start the register once.')
    return { url: appUrl(adminUrl, { name: appRoleName, password: appRolePassword }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const chooseSchool = async (db: Database, urn: string | undefined): Promise<string> => {
  const schools = await allSchools(db)
  const found = urn === undefined ? schools : schools.filter((school) => school.urn === urn)
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only.schoolId
  if (schools.length === 0) throw new Refusal('There is no school in the register yet.')
  const why = urn === undefined ? 'Say which school, with --school URN:' : `No school has the URN ${urn}. There are:`
  throw new Refusal([why, ...schools.map((school) => `  ${school.urn}  ${school.name}`)].join('\n'))
}

const load = async ({ urn, asOf }: RecordOptions, url: string): Promise<SchoolRecord> => {
  const db = connect(url, { poolSize: 1 })
  try {
    const schoolId = await chooseSchool(db, urn)
    const entry = { schoolId, actorId: null, requestId: 'record' }
    return await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, asOf), {
      readOnly: true,
      timeout: LOADING_MAY_TAKE,
    })
  } finally {
    await disconnect(db)
  }
}

/** Yields the JSON pupil by pupil, so that the text of a large school is never in memory at once. */
function* textOf({ asOf, school, pupils }: SchoolRecord): Generator<string> {
  yield `{"asOf":${JSON.stringify(asOf)},"school":${JSON.stringify(school)},"pupils":[`
  for (const [index, pupil] of pupils.entries()) yield `${index === 0 ? '' : ','}\n${JSON.stringify(pupil)}`
  yield '\n]}\n'
}

const write = (piece: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(piece, (error) => (error ? reject(error) : resolve())))

const isReaderGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'

const run = async (): Promise<void> => {
  const asked = readArguments()
  const { url, stop } = asked.demo ? await openDemo() : await openSchool()
  let record: SchoolRecord
  try {
    record = await load(asked, url)
  } finally {
    await stop()
  }
  for (const piece of textOf(record)) await write(piece)
}

// Without this handler an `error` event would crash the process. The failing write rejects as well.
process.stdout.on('error', () => {})

const codeOf = (error: unknown): number => {
  // The reader closed the pipe (`record | head`). This is not an error.
  if (isReaderGone(error)) return 0
  say(error instanceof Refusal ? error.message : messageFor(error))
  return error instanceof Refusal ? REFUSED : 1
}

// The schema engine leaves a timer that would keep the process alive for ten seconds after the last write.
process.exit(await run().then(() => 0, codeOf))
