import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { type Fields, fieldsOf, password } from '../support/app.ts'

/** What came back, whole. */
export type Reply = { status: number; headers: IncomingHttpHeaders; text: string }
export type Body = { type: string; content: string | Buffer }

/** A browser as bare as can be: it keeps the cookie, follows nothing, and sends whatever it is told to, however broken. */
export type Visitor = {
  send: (method: string, path: string, body?: Body | null, headers?: Record<string, string>) => Promise<Reply>
  get: (path: string) => Promise<Reply>
  /** Posts fields as they are, with nothing added. */
  post: (path: string, fields: Fields) => Promise<Reply>
  /** What the page's form holds as it is shown, hidden fields with it. */
  formAt: (path: string) => Promise<Record<string, string[]>>
  /** Opens the page, fills in its form as a person would, and sends it. */
  submit: (path: string, fields: Fields) => Promise<Reply>
  /** The session's cookie as the browser would send it; empty where there is none. */
  cookie: () => string
  /** The `Set-Cookie` line that came last. */
  cookieLine: () => string
  /** Goes on with somebody's cookie. */
  takeCookie: (cookie: string) => void
}

/**
 * @param origin of the server, `http://127.0.0.1:3000`
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

/** A visitor who has signed in through the page. */
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
