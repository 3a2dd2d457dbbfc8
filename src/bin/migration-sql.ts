// Prints the SQL that leads from the schema of the newest migration to prisma/schema.prisma:
//   npm run --silent migration-sql
//   npm run --silent migration-sql -- --name add_drafts     writes the migration's folder instead
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { writeMigrationSql } from '../platform/database/migration-sql.ts'

const prismaFolder = new URL('../../prisma/', import.meta.url)
const migrationsFolder = new URL('migrations/', prismaFolder)

/** Each migration keeps the schema it leads to: to work it out from the SQL would take a server to replay it on. */
async function newestMigratedSchema(): Promise<string | null> {
  if (!existsSync(migrationsFolder)) return null
  const folders = await readdir(migrationsFolder, { withFileTypes: true })
  const newest = folders
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .at(-1)
  return newest === undefined ? null : readFile(new URL(`${newest}/schema.prisma`, migrationsFolder), 'utf8')
}

const { values } = parseArgs({ options: { name: { type: 'string' } } })
const schema = await readFile(new URL('schema.prisma', prismaFolder), 'utf8')
const sql = await writeMigrationSql(await newestMigratedSchema(), schema)

if (values.name === undefined) {
  process.stdout.write(sql)
} else {
  const instant = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = new URL(`${instant}_${values.name}/`, migrationsFolder)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('migration.sql', folder), sql)
  await writeFile(new URL('schema.prisma', folder), schema)
  console.log(folder.pathname)
}
