import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  /** The key that signs the session cookie. */
  sessionSecret: z.string().min(32),
  /** Password of the embedded server's superuser. */
  databasePassword: z.string().min(32),
  /** Password of the app's database role. */
  appRolePassword: z.string().min(32),
})

type Secrets = z.infer<typeof secretsSchema>

/** `secrets.json` exists but cannot be used. New secrets would lock the register out of its own data. */
export class UnreadableSecrets extends Error {
  override name = 'UnreadableSecrets'
}

/**
 * Reads the secrets in `<directory>/secrets.json`, and creates them on the first call. Only the file's owner can read
 * it.
 * @throws UnreadableSecrets if the file exists but does not contain valid secrets
 */
export async function readSecrets(directory: string): Promise<Secrets> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  const path = join(directory, 'secrets.json')
  return (await readExisting(path)) ?? (await create(path))
}

async function readExisting(path: string): Promise<Secrets | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
    await chmod(path, 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new UnreadableSecrets(
      `The secrets in ${path} cannot be read. They must belong to the user who starts this.`,
      {
        cause: error,
      },
    )
  }
  try {
    return secretsSchema.parse(JSON.parse(text))
  } catch {
    // The parser's message quotes the file, so it must not reach a log.
    throw new UnreadableSecrets(`${path} does not hold the register's secrets. Put the file back from a backup.`)
  }
}

/**
 * Writes a temporary file and links it to its final name. This is atomic: no process reads half a file, and if two
 * processes start at once, both use the file of the first.
 */
async function create(path: string): Promise<Secrets> {
  const secret = () => randomBytes(32).toString('base64url')
  const secrets: Secrets = { sessionSecret: secret(), databasePassword: secret(), appRolePassword: secret() }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`)
    await file.sync()
    await link(draft, path)
    return secrets
  } catch (error) {
    const winner = await readExisting(path)
    if (winner === null) throw error
    return winner
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}
