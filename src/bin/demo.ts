// The register with an invented school, for trying it out: `npm run demo`. Changes are kept until `-- --reset`.
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { findChromium } from '../../scripts/chromium.ts'
import { roleNames } from '../access/permissions.ts'
import { messageFor, stopRequested } from '../command.ts'
import { readConfig } from '../config.ts'
import { dayInLondon } from '../days/clock.ts'
import { demoDirectory, ensureDemo } from '../demo.ts'
import { serve } from '../serve.ts'

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } })
  const settings = readConfig(process.env)
  const config = { ...settings, CHROMIUM: settings.CHROMIUM ?? findChromium() ?? undefined }
  const log = pino({ level: config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL })
  const stopping = stopRequested()
  const today = dayInLondon(new Date())
  const demo = await ensureDemo({
    directory: demoDirectory,
    today,
    reset: values.reset,
    password: config.DEMO_PASSWORD,
    log: (line) => log.info(line),
  })
  try {
    const serving = await serve({ ...demo, config, log })
    console.log(`\nThe demo school is at ${serving.address}\n`)
    const width = Math.max(...demo.signIns.map(({ email }) => email.length))
    for (const { role, name, email } of demo.signIns)
      console.log(`  ${email.padEnd(width)}  ${name}, ${roleNames[role]}`)
    console.log(
      `\nThe password of each is ${demo.password}\nCtrl-C ends it. Your changes are kept; npm run demo -- --reset makes a new school.\n`,
    )
    await stopping
    await serving.stop()
  } finally {
    await demo.stop()
  }
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(messageFor(error))
    process.exit(1)
  },
)
