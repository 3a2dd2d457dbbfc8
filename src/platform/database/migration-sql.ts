import { withOfflineSchemaEngine } from './schema-engine.ts'

/**
 * The SQL that migrates a database from one Prisma schema to another.
 * @param fromSchema text of the database's present schema; null for an empty database
 * @param toSchema text of the wanted schema
 * @returns an SQL script; if the schemas are equal, only Prisma's comment that the migration is empty
 * @throws Prisma's error if one of the schemas is invalid
 */
export async function writeMigrationSql(fromSchema: string | null, toSchema: string): Promise<string> {
  const schema = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
    configDir: '.',
  })
  const result = await withOfflineSchemaEngine((engine) =>
    engine.diff({
      from: fromSchema === null ? { tag: 'empty' } : schema(fromSchema),
      to: schema(toSchema),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  return result.stdout ?? ''
}
