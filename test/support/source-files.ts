import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The repository's folder. */
export const root = join(import.meta.dirname, '../..')

/** A file by its path from the repository's root, with its text. */
export type SourceText = { path: string; text: string }

/** The TypeScript files of some folders of the repository, without generated code. */
export const sourceFiles = (...folders: readonly string[]): SourceText[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && !path.startsWith('src/generated/'))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  )

/**
 * What a file imports, also dynamically and as a type. Biome puts each import at the start of a line, so an import inside a
 * string does not count.
 */
export const specifiersOf = (source: string): string[] =>
  [
    ...source.matchAll(
      /^(?:(?:import|export|\}) .*?\bfrom|import) ['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm,
    ),
  ].map(([, stated, called]) => stated ?? called ?? '')
