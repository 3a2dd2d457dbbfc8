// Generates the Prisma client. `prisma generate` wants to download a schema engine that this project does not use:
// migrations run on its WASM build, see src/platform/database/migrate.ts. Naming any executable in
// PRISMA_SCHEMA_ENGINE_BINARY skips the download. Use this for `generate` only: `prisma migrate` with this setting
// reports success and applies nothing.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'

const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
execFileSync(process.execPath, [cli, 'generate'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})
