// Prints the SQL that leads from prisma/migrations/schema.snapshot.prisma to prisma/schema.prisma:
//   npm run --silent migration-sql
//   npm run --silent migration-sql -- --name add_drafts     writes the migration's folder and the new snapshot instead
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { writeMigrationSql } from '../platform/database/migration-sql.ts'

const prismaFolder = new URL('../../prisma/', import.meta.url)
const migrationsFolder = new URL('migrations/', prismaFolder)

/** The schema that all migrations together lead to. Working it out from their SQL would take a server to replay it on. */
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
