import type { Logger } from 'pino'
import { deliverLetter } from './letters/delivery/deliver.ts'
import { queueDigestsOfDay, sendDigest } from './lists/digests/send.ts'
import type { Database } from './platform/database/client.ts'
import type { JobHandlers } from './platform/jobs/runner.ts'
import type { Mail } from './platform/mail/mail.ts'
import type { Pdf } from './platform/pdf/pdf.ts'

/** What the jobs need. `address` is the register's public address, without a trailing slash. */
type JobDependencies = {
  db: Database
  mail: Mail | null
  /** Makes letters into PDF attachments; null if there is no Chromium. */
  pdf: Pdf | null
  clock: () => Date
  address: string
  log: Logger
}

/**
 * All background jobs, queued and daily. All dependencies are passed in, so that tests run the same jobs as schools.
 */
export const jobHandlers = (dependencies: JobDependencies): JobHandlers => ({
  jobs: { deliverLetter: deliverLetter(dependencies), sendDigest: sendDigest(dependencies) },
  daily: queueDigestsOfDay(dependencies),
})
