import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { type Fields, fieldsOf, password } from '../support/app.ts'

/** The whole response, with its body as text. */
export type Reply = { status: number; headers: IncomingHttpHeaders; text: string }
export type Body = { type: string; content: string | Buffer }

/** A minimal browser: it keeps the cookie, follows no redirect, and sends whatever the test passes, valid or not. */
export type Visitor = {
  send: (method: string, path: string, body?: Body | null, headers?: Record<string, string>) => Promise<Reply>
  get: (path: string) => Promise<Reply>
  /** Posts exactly these fields, without those of the page's form. */
  post: (path: string, fields: Fields) => Promise<Reply>
  /** The fields of the page's form as shown, including hidden ones. */
  formAt: (path: string) => Promise<Record<string, string[]>>
  /** Opens the page, fills in its form and sends it. */
  submit: (path: string, fields: Fields) => Promise<Reply>
  /** The session cookie as the browser would send it; empty if there is none. */
  cookie: () => string
  /** The latest `Set-Cookie` header. */
  cookieLine: () => string
  /** Replaces the session cookie by another one. */
  takeCookie: (cookie: string) => void
}

/**
 * @param origin the server's, `http://127.0.0.1:3000`
 * @param always headers of every request, as a proxy would add them
 */
export function newVisitor(origin: string, always: Readonly<Record<string, string>> = {}): Visitor {
  const { hostname, port } = new URL(origin)
  const agent = new Agent()
  let cookie = ''
  let cookieLine = ''

  const send: Visitor['send'] = (method, path, body = null, headers = {}) =>
    new Promise((resolve, reject) => {
      const content = Buffer.from(body?.content ?? '')
      const all = {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === null ? {} : { 'content-type': body.type, 'content-length': content.length }),
        ...always,
        ...headers,
      }
      const sending = request({ agent, hostname, port, method, path, headers: all }, (response) => {
        const [line] = response.headers['set-cookie'] ?? []
        if (line !== undefined) {
          cookieLine = line
          cookie = line.split(';')[0] ?? ''
        }
        wholeOf(response).then(resolve, reject)
      })
      sending.on('error', reject)
      sending.end(content)
    })

  const get = (path: string) => send('GET', path)
  const post = (path: string, fields: Fields) => send('POST', path, { type: formType, content: urlencoded(fields) })
  const formAt = async (path: string) => fieldsOf((await get(path)).text, path)
  return {
    send,
    get,
    post,
    formAt,
    submit: async (path, fields) => post(path, { ...(await formAt(path)), ...fields }),
    cookie: () => cookie,
    cookieLine: () => cookieLine,
    takeCookie: (taken) => {
      cookie = taken
    },
  }
}

export const formType = 'application/x-www-form-urlencoded'

/** A visitor who has signed in through the sign-in page. */
export async function signedIn(origin: string, email: string, itsPassword = password): Promise<Visitor> {
  const visitor = newVisitor(origin)
  const reply = await visitor.submit('/sign-in', { email, password: itsPassword })
  if (reply.status !== 303) throw new Error(`sign-in as ${email} was answered with ${reply.status}`)
  return visitor
}

async function wholeOf(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  const { statusCode = 0, headers } = response
  return { status: statusCode, headers, text: Buffer.concat(chunks).toString() }
}

export function urlencoded(fields: Fields): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one)
  }
  return parameters.toString()
}
