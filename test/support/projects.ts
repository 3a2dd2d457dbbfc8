import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a test file needs: nothing (`unit`), a database server (`http`), or that and a Chromium (`browser`). */
export type Project = 'unit' | 'http' | 'browser'

const browser = 'test/support/browser.ts'

/** A process that a test starts may start a database server. */
const server = /^node:child_process$|^test\/support\/global-setup\.ts$|^src\/platform\/embedded-postgres\//

/** What a file imports. Biome puts each import at the start of a line, so an import inside a string does not count. */
const specifiersOf = (source: string): string[] =>
  [...source.matchAll(/^(?:(?:import|export|\}) .*?\bfrom|import) '([^'\n]+)'/gm)].map(
    ([, specifier]) => specifier ?? '',
  )

/**
 * The project that a test file belongs to: its imports say it, also those of its helper files.
 * @param read the text of a file, by its path from the repository's root
 */
export function projectOf(path: string, read: (path: string) => string): Project {
  const reached = new Set([path])
  for (const one of reached) {
    if (!/^test\/.*\.ts$/.test(one)) continue
    for (const specifier of specifiersOf(read(one))) {
      reached.add(specifier.startsWith('.') ? join(dirname(one), specifier).replaceAll('\\', '/') : specifier)
    }
  }
  if (reached.has(browser)) return 'browser'
  return [...reached].some((one) => server.test(one)) ? 'http' : 'unit'
}

/** Every test file below `root`, by project. */
export function testFiles(root: string): Readonly<Record<Project, string[]>> {
  const texts = new Map<string, string>()
  const read = (path: string): string => {
    const text = texts.get(path) ?? readFileSync(join(root, path), 'utf8')
    texts.set(path, text)
    return text
  }
  const files: Record<Project, string[]> = { unit: [], http: [], browser: [] }
  for (const name of readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })) {
    const path = `test/${name.replaceAll('\\', '/')}`
    if (path.endsWith('.test.ts')) files[projectOf(path, read)].push(path)
  }
  return files
}
