import { createTransport } from 'nodemailer'

/** Who sends, and by which mail server. */
export type MailSettings = {
  /** smtp:// (STARTTLS, which has to be there unless the server is this machine) or smtps://, with user and password. */
  smtpUrl: string
  /** sen@school.example, or: Ashgrove SEN <sen@school.example> */
  from: string
}

/** A plain letter. Nothing in it is fetched from elsewhere, and nobody learns whether it was opened. */
export type Message = {
  /** The same at every try, so that a copy sent twice is known as one. */
  messageId: string
  /** The school, before the address that all mail comes from. */
  fromName: string
  to: string
  replyTo: string | null
  subject: string
  text: string
  attachments: readonly { filename: string; content: Uint8Array; contentType: string }[]
}

/**
 * What became of a try: the mail server took it; it refused it for good (5xx), in its own words; or it may be tried again,
 * because nobody answered or the answer was 4xx or about us and not the letter.
 */
export type Outcome = { kind: 'accepted' } | { kind: 'refused'; words: string } | { kind: 'later'; words: string }

export type Mail = {
  /** The address that all mail comes from. */
  from: string
  /**
   * Hands a message to the mail server. Once that took it, it is not handed over again until `noted`: where the note could
   * not be written, the next try finds that it was taken.
   * @param signal ends the try, with the outcome `later`
   */
  send: (message: Message, signal: AbortSignal) => Promise<Outcome>
  /** Says that what became of the message is written down. */
  noted: (messageId: string) => void
  close: () => void
}

/** How long a try may take in all; src/platform/jobs/runner.ts counts on it. Milliseconds. */
export const longestTry = 120_000
const connecting = 20_000
const silence = 60_000
const connections = 3
/** Of the server's words, the beginning is enough. */
const wordsKept = 300

/** The Message-ID of what a row sends. */
export const messageIdOf = (rowId: string, from: string): string => `<${rowId}@${hostOf(from)}>`

const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
const hostOf = (from: string): string => addressOf(from).split('@').at(-1) ?? 'localhost'
const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** Opens the way to the mail server; it connects when first used, so this cannot fail. */
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
  // An idle connection that breaks is replaced by the next try; unheard, it would take the process with it.
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
          // It is a program that sends: an answering machine does not answer (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.any([signal, AbortSignal.timeout(longestTry)]),
          ...(replyTo === null ? {} : { replyTo }),
        })
      } catch (error) {
        return outcomeOf(error)
      }
      taken.add(message.messageId)
      return { kind: 'accepted' }
    },
    noted: (messageId) => taken.delete(messageId),
    close: () => transport.close(),
  }
}

/** What was refused: this recipient, or this letter. A refused sender or sign-in is about our settings, which can be mended. */
const aboutTheLetter = new Set(['RCPT TO', 'DATA'])

function outcomeOf(error: unknown): Outcome {
  const code = textOf(error, 'code')
  const command = textOf(error, 'command')
  const status = Number(textOf(error, 'responseCode'))
  const said = textOf(error, 'response') || textOf(error, 'message') || 'The mail server did not answer'
  const about = code === 'ETLS' ? 'No encrypted connection (STARTTLS): ' : ''
  const words = `${about}${said}`.replace(/\s+/g, ' ').trim().slice(0, wordsKept)
  const isForGood = status >= 500 && status < 600 && aboutTheLetter.has(command)
  const isNoAddress = code === 'EENVELOPE' && command === 'API'
  return { kind: isForGood || isNoAddress ? 'refused' : 'later', words }
}

const textOf = (error: unknown, name: string): string => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
