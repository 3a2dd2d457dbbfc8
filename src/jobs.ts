import type { Logger } from 'pino'
import { deliverLetter } from './letters/delivery/deliver.ts'
import { queueDigestsOfDay, sendDigest } from './lists/digests/send.ts'
import type { Database } from './platform/database/client.ts'
import type { Works } from './platform/jobs/runner.ts'
import type { Mail } from './platform/mail/mail.ts'
import type { Pdf } from './platform/pdf/pdf.ts'

/** What the jobs need; `address` is where people reach the register, without a closing slash. */
export type JobDependencies = {
  db: Database
  mail: Mail | null
  /** Encloses letters as PDF; null where there is no Chromium. */
  pdf: Pdf | null
  clock: () => Date
  address: string
  log: Logger
}

/** All that is done after requests and without one: everything it needs is given, so that tests run what schools run. */
export const worksOf = (dependencies: JobDependencies): Works => ({
  jobs: { deliverLetter: deliverLetter(dependencies), sendDigest: sendDigest(dependencies) },
  daily: queueDigestsOfDay(dependencies),
})
