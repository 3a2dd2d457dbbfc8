import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { writeMigrationSql } from '../../../src/platform/database/migration-sql.ts'

const prisma = new URL('../../../prisma/', import.meta.url)
const nothing = '-- This is an empty migration.'

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n'
const before = `${datasource}model Term {\n  id String @id @db.Uuid\n}\n`
const after = `${datasource}model Term {\n  id String @id @db.Uuid\n  name String?\n}\n`

test('writeMigrationSql creates a schema from nothing, and changes one schema into another', async () => {
  expect(await writeMigrationSql(null, before)).toContain('CREATE TABLE "Term"')
  expect(await writeMigrationSql(before, after)).toMatch(/ALTER TABLE "Term" ADD COLUMN +"name" TEXT;/)
  expect((await writeMigrationSql(after, after)).trim()).toBe(nothing)
})

test('writeMigrationSql throws for an invalid schema and names the line', async () => {
  await expect(writeMigrationSql(null, `${before}nonsense`)).rejects.toThrow('schema.prisma:7')
})

test('the snapshot of the migrations equals prisma/schema.prisma, so that no migration is missing', async () => {
  const migrated = await readFile(new URL('migrations/schema.snapshot.prisma', prisma), 'utf8')
  const current = await readFile(new URL('schema.prisma', prisma), 'utf8')
  expect((await writeMigrationSql(migrated, current)).trim()).toBe(nothing)
})
