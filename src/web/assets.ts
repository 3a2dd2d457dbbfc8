import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/**
 * What is served below /assets, for express.static: in this order, the first that has the file answers.
 * /assets/govuk/govuk-frontend.min.js comes straight from the package.
 */
export const assetFolders: readonly { mount: string; folder: string }[] = [
  { mount: '/assets/govuk', folder: fromRoot('node_modules/govuk-frontend/dist/govuk') },
  { mount: '/assets', folder: fromRoot('public/build') },
  { mount: '/assets', folder: fromRoot('public') },
]

function withHash(file: string, address: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(fromRoot(file)))
    .digest('hex')
    .slice(0, 12)
  return `${address}?v=${hash}`
}

/** The addresses of our own files, each with a hash of its content, so that a browser may keep them for a year. */
export function assetHrefs(): { css: string; js: string; jsEnabled: string; icon: string } {
  return {
    css: withHash('public/build/app.css', '/assets/app.css'),
    js: withHash('public/app.js', '/assets/app.js'),
    jsEnabled: withHash('public/js-enabled.js', '/assets/js-enabled.js'),
    icon: withHash('public/icon.svg', '/assets/icon.svg'),
  }
}
