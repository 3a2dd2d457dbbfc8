import { defineConfig } from 'prisma/config'

// The address is read only by Prisma's own commands; the app connects through src/platform/database.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/unused' },
})
