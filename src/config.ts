import { existsSync } from 'node:fs'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)

const environment = z.object({
  /** PostgreSQL 15 or later, as the owner of the database; without it, an embedded server under DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  /** Where the embedded database and the generated secrets are kept. */
  DATA_DIR: z.string().min(1).default('data/school'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  /** The address that people type; https:// makes the session cookie secure. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
  /** How many proxies stand in front, for the addresses of who signs in. */
  PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** The mail server; without it no e-mail is sent, and none is offered. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  /** The address that all e-mail comes from. */
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]{1,100}<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/, {
      error: 'must be an e-mail address, for example sen@school.example',
    })
    .optional(),
  /** A Chromium or Chrome, for pages as PDF; without it they are printed from the browser. */
  CHROMIUM: z
    .string()
    .refine((path) => existsSync(path), { error: 'is no file on this machine' })
    .optional(),
  DEMO_PASSWORD: z.string().min(12, { error: 'must have 12 characters or more' }).max(200).optional(),
})

export type Config = z.infer<typeof environment>

/** The environment has settings that cannot be used; the message names every one of them. */
export class UnusableSettings extends Error {}

/**
 * Reads the settings from the environment, once. An empty one counts as not set.
 * @throws UnusableSettings naming every fault at once
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

/** Without it the session's cookie, which is for https only, would never be set, and nobody could sign in. */
const proxyMissing =
  'PROXIES: must be 1 or more where PUBLIC_URL begins with https://, which a proxy in front of the register speaks'
