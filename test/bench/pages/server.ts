// Runs the app and the bare routes in a separate process, so that the parent process measures from outside.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import express from 'express'
import pg from 'pg'
import { pino } from 'pino'
import { createApp } from '../../../src/app.ts'
import { connect } from '../../../src/platform/database/client.ts'
import { firstSchool } from './big-school.ts'

const [url = '', adminUrl = ''] = process.argv.slice(2)

/** The number of statements sent by all pools, including BEGIN and COMMIT. */
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
  canMail: false,
  pdf: null,
})

/*
 * The bare routes: one statement for each page, fetching what it shows. They have no school context, sign-in, audit or
 * findings, and do not read the rows that findings are computed from. The figures of the report are all findings, so
 * its bare route fetches the listed pupils and the number of rows of each kind.
 */
const ofPupil = (table: string) => `from "${table}" x where x."schoolId" = p."schoolId" and x."pupilId" = p.id`
const listOf = (table: string, columns: string) =>
  `(select json_agg(r) from (select ${columns} ${ofPupil(table)}) r) as "${table}"`

const who = `p.id, p.upn, coalesce(p."preferredForename", p."legalForename") as forename,
  coalesce(p."preferredSurname", p."legalSurname") as surname, p."yearGroup", p."registrationGroup"`
const teaches = `m."schoolId" = $1 and m."from" <= current_date and coalesce(m."until" >= current_date, true)`
const classes = `select m."pupilId", json_agg(c.name) as classes from "ClassMember" m
  join "Class" c on c."schoolId" = m."schoolId" and c.id = m."classId" where ${teaches} group by 1`
const grouped = (table: string, columns: string) =>
  `left join (select "pupilId", ${columns} from "${table}" where "schoolId" = $1 group by 1) as "${table}" on "${table}"."pupilId" = p.id`
const latest = (table: string, day: string, columns: string) =>
  `left join (select distinct on ("pupilId") "pupilId", ${columns} from "${table}" where "schoolId" = $1
    order by "pupilId", "${day}" desc) as "${table}" on "${table}"."pupilId" = p.id`
const listed = (columns: string, joins: readonly string[]) => `select ${who}, classes, ${columns}
  from "Pupil" p left join (${classes}) m on m."pupilId" = p.id ${joins.join(' ')}
  where p."schoolId" = $1 and p."misSenStatus" = 'K' order by p."legalSurname", p."legalForename"`

const reasons = grouped('NotDone', 'json_agg(because) as reasons')
const register = listed('needs, reasons, decision, "decidedOn", "Plan"."reviewOn"', [
  grouped('PupilNeed', 'json_agg(type order by rank) as needs'),
  reasons,
  latest('Decision', 'decidedOn', 'decision, "decidedOn"'),
  latest('Plan', 'agreedOn', '"reviewOn"'),
])

const counted = ['Concern', 'Meeting', 'Decision', 'Notice', 'Plan', 'Assessment', 'Review', 'Briefing', 'Professional']
const report = listed(`reasons, ${counted.map((table) => `"${table}".count as "${table}"`).join(', ')}`, [
  reasons,
  ...counted.map((table) => grouped(table, 'count(*) as count')),
])

const latestPlan = `(select x.id ${ofPupil('Plan')} order by x."agreedOn" desc limit 1)`
const ofLatestPlan = (table: string, columns: string) =>
  `(select json_agg(r) from (select ${columns} from "${table}" y where y."schoolId" = p."schoolId" and y."planId" = ${latestPlan}
    order by y.position) r) as "${table}"`

const pupil = `select ${who}, p."dateOfBirth", p."leftOn", ${[
  listOf('PupilNeed', 'rank, type'),
  listOf('Contact', 'name, relationship, "parentalResponsibility", email, phone, language, format'),
  listOf(
    'Concern',
    'id, "raisedOn", "raisedBy", "raisedByName", seen, "answeredOn", answer, "closedOn", "closedBecause", "withdrawnAt", "withdrawnBecause"',
  ),
  listOf('Meeting', 'id, kind, "heldOn", "whoTookPart", "nextSteps", "withdrawnAt", "withdrawnBecause"'),
  listOf('Decision', 'id, "decidedOn", decision, teacher, senco, evidence, "withdrawnAt", "withdrawnBecause"'),
  listOf('Notice', 'id, "sentOn", addressee, method, "letterId", "withdrawnAt", "withdrawnBecause"'),
  listOf(
    'Plan',
    'id, "agreedOn", teacher, senco, "expectedImpact", "startedOn", "reviewOn", version, "needsInALine", "withdrawnAt", "withdrawnBecause"',
  ),
  listOf('Review', 'id, "planId", "heldOn", impact, decision, "withdrawnAt", "withdrawnBecause"'),
  listOf(
    'Professional',
    'id, service, name, "agreementAnswer", "agreementOn", "contactedOn", "adviceReceivedOn", advice, "withdrawnAt", "withdrawnBecause"',
  ),
  listOf('EhcConsideration', 'id, "consideredOn", outcome, reasons, note, "withdrawnAt", "withdrawnBecause"'),
  listOf('NotDone', 'rule, subject, because, "recordedOn", "recordedBy", "withdrawnAt", "withdrawnBecause"'),
  listOf('Monitoring', 'id, "ownerId", "nextLookOn", why'),
  listOf('RoundRobin', 'id, "askedOn", "answerBy", "closedOn"'),
  listOf('RoundRobinAsked', '"roundRobinId", "answeredOn"'),
  ofLatestPlan('Outcome', 'outcome, "byOn"'),
  ofLatestPlan('Provision', 'kind, what, "deliveredBy", "howOften"'),
].join(', ')},
  (select json_agg(json_build_array(c.name, t.name, t.role)) from "ClassMember" m
    join "Class" c on c."schoolId" = m."schoolId" and c.id = m."classId"
    join "ClassStaff" s on s."schoolId" = m."schoolId" and s."classId" = m."classId"
    join "StaffMember" t on t."schoolId" = s."schoolId" and t.id = s."staffId"
    where ${teaches} and m."pupilId" = p.id) as staff
  from "Pupil" p where p."schoolId" = $1 and p.id = $2`

const bare = express()
const barePool = new pg.Pool({ connectionString: adminUrl, max: 10 })
for (const [path, sql] of [
  ['/register', register],
  ['/report', report],
  ['/pupil', pupil],
] as const) {
  bare.get(path, async (request, response) => {
    const parameters = path === '/pupil' ? [firstSchool, String(request.query.id)] : [firstSchool]
    const { rows } = await barePool.query(sql, parameters)
    if (rows.length === 0) throw new Error('the bare route found no rows')
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
