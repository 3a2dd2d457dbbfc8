import { existsSync } from 'node:fs'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)

const environment = z.object({
  /**
   * Address of a PostgreSQL 15 or later, as the database owner. If unset, an embedded server under DATA_DIR is used.
   */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  /** The folder of the embedded database and the generated secrets. */
  DATA_DIR: z.string().min(1).default('data/school'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  /** The address that people type. With https:// the session cookie is secure. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
  /** How many proxies are in front of the register. Needed to find the client's address for the sign-in limit. */
  PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** The mail server. If unset, the register sends no e-mail and shows no button for it. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  /** The sender address of all e-mail. */
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]{1,100}<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/, {
      error: 'must be an e-mail address, for example sen@school.example',
    })
    .optional(),
  /** Path of a Chromium or Chrome that makes PDFs. If unset, people print pages from their browser. */
  CHROMIUM: z
    .string()
    .refine((path) => existsSync(path), { error: 'does not exist on this machine' })
    .optional(),
  DEMO_PASSWORD: z.string().min(12, { error: 'must have 12 characters or more' }).max(200).optional(),
})

export type Config = z.infer<typeof environment>

/** Some settings in the environment are invalid. The message lists all of them. */
export class UnusableSettings extends Error {}

/**
 * Reads and checks the settings. An empty variable counts as unset.
 * @throws UnusableSettings, which lists all faults
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(set)
  const issues = read.success ? [] : read.error.issues
  const faults = issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  if (set.PUBLIC_URL?.startsWith('https://') && (set.PROXIES ?? '0') === '0') faults.push(proxyMissing)
  if ((set.SMTP_URL === undefined) !== (set.MAIL_FROM === undefined)) faults.push(mailHalfSet)
  if (read.success && faults.length === 0) return read.data
  throw new UnusableSettings(`These settings cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
}

const mailHalfSet = 'SMTP_URL and MAIL_FROM: set both for e-mail, or neither'

/** Without a trusted proxy, Express sees plain http, never sets the secure session cookie, and nobody can sign in. */
const proxyMissing =
  'PROXIES: must be 1 or more if PUBLIC_URL begins with https://, because a proxy in front of the register handles https'
