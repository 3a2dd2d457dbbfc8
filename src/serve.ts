import { randomBytes } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import pg from 'pg'
import type { Logger } from 'pino'
import { allSchools } from './access/user-accounts.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { jobHandlers } from './jobs.ts'
import { connect, disconnect } from './platform/database/client.ts'
import { startRunner } from './platform/jobs/runner.ts'
import { openMail } from './platform/mail/mail.ts'
import { openPdf } from './platform/pdf/pdf.ts'

type Serving = {
  /** The register's public address. */
  address: string
  /** The one-time set-up link; null if the database has a school. */
  setUpAddress: string | null
  /** Waits for the requests in progress, then closes everything in reverse order of opening. */
  stop: () => Promise<void>
}

/** The server cannot listen on its port. The message says what to do. */
export class CannotListen extends Error {}

/** How long requests in progress may take to finish after the stop signal. Milliseconds. */
const shutdownTimeoutMs = 10_000
const poolSize = 10

/**
 * Starts the web server and the job runner on a migrated database.
 * @param url database address for the app's role
 * @param jobsUrl database address for the role that runs the jobs
 * @throws CannotListen if the port is in use or not permitted
 */
export async function serve({
  url,
  jobsUrl,
  sessionSecret,
  config,
  log,
}: {
  url: string
  jobsUrl: string
  sessionSecret: string
  config: Config
  log: Logger
}): Promise<Serving> {
  const db = connect(url, { poolSize })
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  })
  pool.on('error', (error) => log.warn({ kind: error.name }, 'A connection for sessions was lost'))
  const closeDatabase = async () => {
    await pool.end()
    await disconnect(db)
  }
  try {
    const isEmpty = (await allSchools(db)).length === 0
    const setUp = { token: isEmpty ? randomBytes(24).toString('base64url') : null }
    const { SMTP_URL: smtpUrl, MAIL_FROM: from } = config
    const mail = smtpUrl !== undefined && from !== undefined ? openMail({ smtpUrl, from }) : null
    const pdf = config.CHROMIUM === undefined ? null : openPdf(config.CHROMIUM, log)
    const clock = () => new Date()
    const secure = config.PUBLIC_URL?.startsWith('https://') ?? false
    const app = createApp({
      db,
      pool,
      sessionSecret,
      setUp,
      clock,
      log,
      canMail: mail !== null,
      pdf,
      secure,
      proxies: config.PROXIES,
    })
    const server = createServer(app)
    const closeAfterAnswers = closeConnectionsAfterAnswer(server)
    await listen(server, config)
    const address = (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '')
    const runner = startRunner({ url: jobsUrl, works: jobHandlers({ db, mail, pdf, clock, address, log }), log })
    return {
      address,
      setUpAddress: setUp.token && `${address}/set-up?token=${setUp.token}`,
      async stop() {
        closeAfterAnswers()
        await finish(server)
        await runner.stop()
        mail?.close()
        await pdf?.close()
        await closeDatabase()
      },
    }
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

/**
 * Tracks the responses in progress. Call the returned function when the stop signal arrives: from then on every
 * response says `Connection: close`, so that keep-alive connections of browsers do not delay the shutdown.
 */
function closeConnectionsAfterAnswer(server: Server): () => void {
  const underWay = new Set<ServerResponse>()
  let isStopping = false
  server.prependListener('request', (_request, response) => {
    if (isStopping) response.setHeader('Connection', 'close')
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  return () => {
    isStopping = true
    for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close')
  }
}

function listen(server: Server, { HOST, PORT }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new CannotListen(
            `Port ${PORT} is taken by another program. Set PORT to another one, for example PORT=${PORT + 1}.`,
          ),
        )
      } else if (error.code === 'EACCES') {
        reject(new CannotListen(`Port ${PORT} needs rights that this user does not have. Set PORT to one above 1023.`))
      } else {
        reject(error)
      }
    })
    server.listen(PORT, HOST, () => resolve())
  })
}

function finish(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), shutdownTimeoutMs)
    server.close(() => {
      clearTimeout(deadline)
      resolve()
    })
    server.closeIdleConnections()
  })
}
