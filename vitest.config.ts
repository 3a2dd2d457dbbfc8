import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { testFiles } from './test/support/projects.ts'

/** The slowest files after browser tests: tests of every address, of faults, and tests that start processes. */
const isLong = /test\/(faults|lifecycle)\/|record-command|access\/routes/

/** 0 starts first. Files of a project stay together: for another project, a worker loads the app's code again. */
const place = ({ project, moduleId }: TestSpecification): number => {
  if (project.name === 'browser') return 0
  if (project.name === 'unit') return 3
  return isLong.test(moduleId) ? 1 : 2
}

/** Starts the slowest files first, so that no worker gets one last while the others are idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}

const files = testFiles()
const globalSetup = ['test/support/global-setup.ts']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Each file has its own database and app. Loading the app's code once for all files saves a fifth of the time.
    isolate: false,
    sequence: { hooks: 'list', sequencer: LongestFirst },
    projects: [
      // No list of files here: watching finds a new unit test too.
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...files.http, ...files.browser] },
      },
      { extends: true, test: { name: 'http', include: files.http, globalSetup } },
      { extends: true, test: { name: 'browser', include: files.browser, globalSetup } },
    ],
  },
})
