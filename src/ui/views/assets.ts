import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

const govuk = 'node_modules/govuk-frontend/dist/govuk'

/**
 * One version string for all assets (scripts, styles, icons), made from their content. Scripts import each other by
 * relative path, so if one has changed, the browser must load all of them again.
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
 * The folders that express.static serves under /assets/<version>. The first folder that has the file is used.
 * govuk/govuk-frontend.min.js comes from the package.
 */
export const assetFolders: readonly { mount: string; folder: string }[] = [
  { mount: `/assets/${version}/govuk`, folder: fromRoot(govuk) },
  { mount: `/assets/${version}`, folder: fromRoot('public/build') },
  { mount: `/assets/${version}`, folder: fromRoot('public') },
]

/**
 * Cache options for express.static. Files are immutable, because a new version has a new URL. `maxAge` in milliseconds.
 */
export const assetCaching = { maxAge: 365 * 24 * 60 * 60 * 1000, immutable: true, index: false }

/** The URLs of the register's own assets. */
export function assetHrefs(): { css: string; js: string; jsEnabled: string; icon: string } {
  const href = (file: string): string => `/assets/${version}/${file}`
  return { css: href('app.css'), js: href('app.js'), jsEnabled: href('js-enabled.js'), icon: href('icon.svg') }
}
