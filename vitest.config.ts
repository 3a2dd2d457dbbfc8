import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest: tests in a browser, of every address, and of the commands in processes of their own. */
const isLong = ({ moduleId }: TestSpecification): boolean =>
  /test\/(journeys|faults|lifecycle)\/|record-command|access\/routes/.test(moduleId)

/** What takes longest begins first, so that no worker is left with it while the other has nothing to do. */
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
    // Each file has a database and an app of its own; to load the app's code once for all of them saves a fifth of the time.
    isolate: false,
    sequence: { hooks: 'list', sequencer: LongestFirst },
  },
})
