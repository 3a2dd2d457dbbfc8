import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The slowest files: browser tests, tests of every address, and tests that start processes. */
const isLong = ({ moduleId }: TestSpecification): boolean =>
  /test\/(journeys|faults|lifecycle)\/|record-command|access\/routes/.test(moduleId)

/** Starts the slowest files first, so that no worker gets one last while the others are idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Each file has its own database and app. Loading the app's code once for all files saves a fifth of the time.
    isolate: false,
    sequence: { hooks: 'list', sequencer: LongestFirst },
  },
})
