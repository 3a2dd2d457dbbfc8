// `npm test` checks lint and types, and runs all tests. `npm test -- path/to/a.test.ts` only asks vitest, for a quick
// answer: a unit test then starts neither a browser nor a database server. All arguments are vitest's.
import { spawnSync } from 'node:child_process'

const run = (...command) => {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const args = process.argv.slice(2)
if (args.length === 0) {
  run('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')
  run('node_modules/typescript/bin/tsc', '--noEmit')
  run('--import', 'tsx', 'scripts/ensure-chromium.ts')
}
run('node_modules/vitest/vitest.mjs', 'run', ...args)
