import { dirname, join } from 'node:path'
import { sourceFiles, specifiersOf } from './source-files.ts'

/** What a test file needs: nothing (`unit`), a database server (`http`), or that and a Chromium (`browser`). */
export type Project = 'unit' | 'http' | 'browser'

const browser = 'test/support/browser.ts'

/** A process that a test starts may start a database server. */
const server = /^node:child_process$|^test\/support\/global-setup\.ts$|^src\/platform\/embedded-postgres\//

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

/** Every test file, by project. */
export function testFiles(): Readonly<Record<Project, string[]>> {
  const texts = new Map(sourceFiles('test').map(({ path, text }) => [path, text]))
  const files: Record<Project, string[]> = { unit: [], http: [], browser: [] }
  for (const path of texts.keys()) {
    if (path.endsWith('.test.ts')) files[projectOf(path, (one) => texts.get(one) ?? '')].push(path)
  }
  return files
}
