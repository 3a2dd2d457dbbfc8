// The register as a school runs it: `npm start`. Stops its parts in reverse order of starting.
import { pino } from 'pino'
import { messageFor, stopRequested } from './command.ts'
import { readConfig } from './config.ts'
import { appRoleName, appUrl, jobsRoleOf, migrate } from './platform/database/migrate.ts'
import { readSecrets } from './platform/database/secrets.ts'
import { startEmbedded } from './platform/embedded-postgres/embedded.ts'
import { serve } from './serve.ts'

async function run(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.LOG_LEVEL })
  const stopping = stopRequested()
  const secrets = await readSecrets(config.DATA_DIR)
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbedded({ directory: config.DATA_DIR, log: (line) => log.info(line) })
      : null
  try {
    const adminUrl = config.DATABASE_URL ?? embedded?.adminUrl ?? ''
    const appRole = { name: appRoleName, password: secrets.appRolePassword }
    const applied = await migrate({ adminUrl, appRole })
    for (const name of applied) log.info({ migration: name }, 'Migration applied')
    const url = appUrl(adminUrl, appRole)
    const jobsUrl = appUrl(adminUrl, jobsRoleOf(appRole))
    const serving = await serve({ url, jobsUrl, sessionSecret: secrets.sessionSecret, config, log })
    console.log(`The register is at ${serving.address}`)
    if (serving.setUpAddress) console.log(`It is empty. Set it up here, once: ${serving.setUpAddress}`)
    await stopping
    await serving.stop()
  } finally {
    await embedded?.stop()
  }
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(messageFor(error))
    process.exit(1)
  },
)
