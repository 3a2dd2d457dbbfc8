import { createTransport } from 'nodemailer'

/** The sender and the mail server. */
type MailSettings = {
  /** smtp:// (STARTTLS, required unless the server is on this machine) or smtps://, with user and password. */
  smtpUrl: string
  /** For example `sen@school.example` or `Ashgrove SEN <sen@school.example>`. */
  from: string
}

/** A plain text e-mail, without tracking or anything loaded from elsewhere. */
export type Message = {
  /** The same at every attempt, so that mail servers recognise a message that was sent twice. */
  messageId: string
  /** The school's name, shown with the sender address. */
  fromName: string
  to: string
  replyTo: string | null
  subject: string
  text: string
  attachments: readonly { filename: string; content: Uint8Array; contentType: string }[]
}

/**
 * The result of an attempt. `accepted`: the mail server took the message. `refused`: the server refused the message
 * permanently (5xx). `later`: try again, because the server did not answer, answered 4xx, or refused our sender or
 * sign-in and not the message. `words` is the server's own message.
 */
export type MailResult = { kind: 'accepted' } | { kind: 'refused'; words: string } | { kind: 'later'; words: string }

export type Mail = {
  /** The address that all e-mail is sent from. */
  from: string
  /**
   * Sends a message to the mail server. An accepted message is remembered until `noted` is called: if the result could
   * not be written to the database, the next attempt returns `accepted` without sending again.
   * @param signal aborts the attempt, with the result `later`
   */
  send: (message: Message, signal: AbortSignal) => Promise<MailResult>
  /** Call this after the result has been written to the database. */
  noted: (messageId: string) => void
  close: () => void
}

/** Time limit of one attempt. Must be shorter than `abandonedAfter` in src/platform/jobs/runner.ts. Milliseconds. */
const tryTimeoutMs = 120_000
const connecting = 20_000
const silence = 60_000
const connections = 3
/** How much of the server's message is kept. Characters. */
const wordsKept = 300

/** The Message-ID of the e-mail for a row. */
export const messageIdOf = (rowId: string, from: string): string => `<${rowId}@${hostOf(from)}>`

const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
const hostOf = (from: string): string => addressOf(from).split('@').at(-1) ?? 'localhost'
const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** Creates the mail transport. It connects on first use, so this call cannot fail. */
export function openMail({ smtpUrl, from }: MailSettings): Mail {
  const transport = createTransport({
    pool: true,
    url: smtpUrl,
    requireTLS: !isThisMachine(new URL(smtpUrl).hostname),
    maxConnections: connections,
    maxRequeues: 1,
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    dnsTimeout: connecting,
    socketTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // Without this handler an idle connection that breaks would crash the process. The next attempt opens a new one.
  transport.on('error', () => {})
  const taken = new Set<string>()
  return {
    from,
    async send({ fromName, replyTo, attachments, ...message }, signal) {
      if (taken.has(message.messageId)) return { kind: 'accepted' }
      try {
        await transport.sendMail({
          ...message,
          to: { name: '', address: message.to },
          from: { name: fromName, address: addressOf(from) },
          attachments: attachments.map(({ content, ...file }) => ({ ...file, content: Buffer.from(content) })),
          // This header stops automatic replies (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.any([signal, AbortSignal.timeout(tryTimeoutMs)]),
          ...(replyTo === null ? {} : { replyTo }),
        })
      } catch (error) {
        return mailResultOf(error)
      }
      taken.add(message.messageId)
      return { kind: 'accepted' }
    },
    noted: (messageId) => taken.delete(messageId),
    close: () => transport.close(),
  }
}

/**
 * The SMTP commands that fail because of the recipient or the message. A refused sender or sign-in is a fault of our
 * settings, so that a retry can succeed once they are corrected.
 */
const recipientCommands = new Set(['RCPT TO', 'DATA'])

function mailResultOf(error: unknown): MailResult {
  const code = textOf(error, 'code')
  const command = textOf(error, 'command')
  const status = Number(textOf(error, 'responseCode'))
  const said = textOf(error, 'response') || textOf(error, 'message') || 'The mail server did not answer'
  const about = code === 'ETLS' ? 'No encrypted connection (STARTTLS): ' : ''
  const words = `${about}${said}`.replace(/\s+/g, ' ').trim().slice(0, wordsKept)
  const isForGood = status >= 500 && status < 600 && recipientCommands.has(command)
  const isNoAddress = code === 'EENVELOPE' && command === 'API'
  return { kind: isForGood || isNoAddress ? 'refused' : 'later', words }
}

const textOf = (error: unknown, name: string): string => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
