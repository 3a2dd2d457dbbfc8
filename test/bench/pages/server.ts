// The app and, beside it, the bare routes, in a process of their own: the parent measures from outside.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import express from 'express'
import pg from 'pg'
import { pino } from 'pino'
import { createApp } from '../../../src/app.ts'
import { connect } from '../../../src/database/client.ts'
import { firstSchool } from './big-school.ts'

const [url = '', adminUrl = ''] = process.argv.slice(2)

/** Every statement that any of our pools sends is counted, BEGIN and COMMIT too. */
let statements = 0
const send = pg.Client.prototype.query
pg.Client.prototype.query = new Proxy(send, {
  apply(query, client, parameters) {
    statements += 1
    return Reflect.apply(query, client, parameters)
  },
})

const app = createApp({
  db: connect(url, { poolSize: 10 }),
  pool: new pg.Pool({ connectionString: url, max: 10 }),
  sessionSecret: randomBytes(32).toString('hex'),
  setUp: { token: null },
  clock: () => new Date(),
  log: pino({ level: 'silent' }),
  secure: false,
  proxies: 0,
})

/** What the pages show, by one statement each, as somebody would write it who wants nothing else: no school entered, no sign-in. */
const register = `select p.id, p.upn, p."legalForename", p."legalSurname", p."yearGroup", p."registrationGroup", n.type, l."agreedOn", l."reviewOn"
  from "Pupil" p left join "PupilNeed" n on n."schoolId" = p."schoolId" and n."pupilId" = p.id and n.rank = 1
  left join lateral (select "agreedOn", "reviewOn" from "Plan" where "schoolId" = p."schoolId" and "pupilId" = p.id order by "agreedOn" desc limit 1) l on true
  where p."schoolId" = $1 and p."misSenStatus" = 'K' order by p."legalSurname", p."legalForename"`

const listOf = (table: string, columns: string) =>
  `(select json_agg(r) from (select ${columns} from "${table}" where "schoolId" = p."schoolId" and "pupilId" = p.id) r) as "${table}"`
const pupil = `select p.*, ${[
  listOf('Concern', 'id, "raisedOn", "raisedBy", seen, "answeredOn", "closedOn"'),
  listOf('Meeting', 'id, kind, "heldOn", "parentTookPart", "pupilTookPart", "nextSteps"'),
  listOf('Decision', 'id, decision, "decidedOn", "reviewOn"'),
  listOf('Notice', 'id, "sentOn", addressee, method, "letterId"'),
  listOf('Plan', 'id, "agreedOn", "reviewOn", "startedOn", "needsInALine"'),
  listOf('Review', 'id, "planId", "heldOn", impact, decision'),
  listOf('Professional', 'id, service, "agreementOn", "contactedOn"'),
  listOf('PupilNeed', 'rank, type'),
].join(', ')} from "Pupil" p where p."schoolId" = $1 and p.id = $2`

const bare = express()
const barePool = new pg.Pool({ connectionString: adminUrl, max: 10 })
for (const [path, sql] of [
  ['/register', register],
  ['/report', register],
  ['/pupil', pupil],
] as const) {
  bare.get(path, async (request, response) => {
    const parameters = path === '/pupil' ? [firstSchool, String(request.query.id)] : [firstSchool]
    const { rows } = await barePool.query(sql, parameters)
    if (rows.length === 0) throw new Error('the bare route found nothing')
    response.type('html').send('x'.repeat(Number(request.query.size)))
  })
}

process.on('message', (message) => {
  if (message === 'statements') {
    process.send?.({ statements })
    statements = 0
  }
})

const listening = (server: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })

process.send?.({ app: await listening(createServer(app)), bare: await listening(createServer(bare)) })
