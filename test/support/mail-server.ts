import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A real mail server on this machine, which can be shut down and can refuse letters. */
type MailServer = {
  /** The server's address: `smtp://127.0.0.1:…` */
  url: string
  /** The letters that it accepted, in order. */
  taken: ParsedMail[]
  /** Sets the answer to each recipient; null accepts. */
  refuse: (answer: ((address: string) => Answer | null) | null) => void
  /** Calls `then` after this many more letters have been accepted. */
  after: (letters: number, then: () => void) => void
  /** Closes the port: nobody can connect. */
  shut: () => Promise<void>
  open: () => Promise<void>
}

type Answer = { code: number; words: string }

export async function mailServer(): Promise<MailServer> {
  const taken: ParsedMail[] = []
  let refusing: ((address: string) => Answer | null) | null = null
  let countdown: { left: number; then: () => void } | null = null
  let port = 0

  const serverOf = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 200,
      onRcptTo({ address }, _session, answer) {
        const refused = refusing?.(address) ?? null
        answer(refused && Object.assign(new Error(refused.words), { responseCode: refused.code }))
      },
      onData(stream, _session, answer) {
        simpleParser(stream).then((mail) => {
          taken.push(mail)
          answer()
          if (countdown === null) return
          countdown.left -= 1
          if (countdown.left > 0) return
          const { then } = countdown
          countdown = null
          then()
        }, answer)
      },
    })
  let server = serverOf()
  async function open(): Promise<void> {
    server = serverOf()
    // A client that disconnects in the middle is part of the tests, so its error is ignored.
    server.on('error', () => {})
    const listening = server.listen(port, '127.0.0.1')
    await once(listening, 'listening')
    const address: AddressInfo | string | null = listening.address()
    if (address !== null && typeof address !== 'string') port = address.port
  }
  await open()
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refuse(answer) {
      refusing = answer
    },
    after(letters, then) {
      countdown = { left: letters, then }
    },
    shut: () => new Promise((resolve) => server.close(() => resolve())),
    open,
  }
}
