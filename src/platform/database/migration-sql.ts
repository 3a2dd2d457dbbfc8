import { withOfflineSchemaEngine } from './schema-engine.ts'

/**
 * The SQL that leads from one Prisma schema to another.
 * @param fromSchema text of the schema that the database has now; null for an empty database
 * @param toSchema text of the schema wanted
 * @returns a script; where nothing differs, Prisma's comment that this is an empty migration
 * @throws when one of the schemas is not valid, with Prisma's message
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
