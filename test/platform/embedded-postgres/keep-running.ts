// A program for the tests that owns an embedded server. It prints the server's address and waits. On SIGINT it queries
// the server, stops it and prints the result.
import pg from 'pg'
import { startEmbedded } from '../../../src/platform/embedded-postgres/embedded.ts'

const server = await startEmbedded({ directory: process.argv[2] ?? '', log: () => {} })
const alive = setInterval(() => {}, 60_000)
process.once('SIGINT', async () => {
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  const { rows } = await client.query(`select 'still answers' as answer`)
  await client.end()
  await server.stop()
  process.stdout.write(`${rows[0]?.answer}\n`)
  clearInterval(alive)
})
process.stdout.write(`${server.adminUrl}\n`)
