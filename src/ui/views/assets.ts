import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

const govuk = 'node_modules/govuk-frontend/dist/govuk'

/**
 * One version for all that is served: a script imports others by their place beside it, so that where one has changed none may
 * come from what a browser kept.
 */
function versionOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(fromRoot(file)))
  return hash.digest('hex').slice(0, 12)
}

const scripts = readdirSync(fromRoot('public'))
  .filter((name) => name.endsWith('.js'))
  .sort()
  .map((name) => `public/${name}`)
const version = versionOf([...scripts, 'public/build/app.css', 'public/icon.svg', `${govuk}/govuk-frontend.min.js`])

/**
 * What is served below /assets/<version>, for express.static: in this order, the first that has the file answers.
 * govuk/govuk-frontend.min.js comes straight from the package.
 */
export const assetFolders: readonly { mount: string; folder: string }[] = [
  { mount: `/assets/${version}/govuk`, folder: fromRoot(govuk) },
  { mount: `/assets/${version}`, folder: fromRoot('public/build') },
  { mount: `/assets/${version}`, folder: fromRoot('public') },
]

/** How express.static sends them: an address of another version is another file. Milliseconds. */
export const assetCaching = { maxAge: 365 * 24 * 60 * 60 * 1000, immutable: true, index: false }

/** The addresses of our own files, which a browser may keep for a year. */
export function assetHrefs(): { css: string; js: string; jsEnabled: string; icon: string } {
  const href = (file: string): string => `/assets/${version}/${file}`
  return { css: href('app.css'), js: href('app.js'), jsEnabled: href('js-enabled.js'), icon: href('icon.svg') }
}
