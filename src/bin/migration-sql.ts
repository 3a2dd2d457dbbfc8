// Prints the SQL that changes prisma/migrations/schema.snapshot.prisma into prisma/schema.prisma:
//   npm run --silent migration-sql
//   npm run --silent migration-sql -- --name add_drafts     writes a migration folder and the new snapshot instead
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { writeMigrationSql } from '../platform/database/migration-sql.ts'

const prismaFolder = new URL('../../prisma/', import.meta.url)
const migrationsFolder = new URL('migrations/', prismaFolder)

/** The schema after all migrations. It is stored, because deriving it from the SQL would need a database server. */
const snapshot = new URL('schema.snapshot.prisma', migrationsFolder)

const { values } = parseArgs({ options: { name: { type: 'string' } } })
const schema = await readFile(new URL('schema.prisma', prismaFolder), 'utf8')
const migratedSchema = existsSync(snapshot) ? await readFile(snapshot, 'utf8') : null
const sql = await writeMigrationSql(migratedSchema, schema)

if (values.name === undefined) {
  process.stdout.write(sql)
} else {
  const instant = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = new URL(`${instant}_${values.name}/`, migrationsFolder)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('migration.sql', folder), sql)
  await writeFile(snapshot, schema)
  console.log(folder.pathname)
}
