// The browser tests need Chromium, and pdftotext to read printed PDFs. As root on Debian both are installed if missing;
// elsewhere a message says what to install. CHROMIUM_PATH names a browser in an unusual place.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findChromium } from './chromium.ts'

const isDebian = (): boolean =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))

const hasPdftotext = (): boolean => spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).error === undefined

const missing = [
  ...(findChromium() === null ? ['chromium', 'fonts-liberation'] : []),
  ...(hasPdftotext() ? [] : ['poppler-utils']),
]

if (missing.length > 0) {
  if (!isDebian() || process.getuid?.() !== 0) {
    console.error(
      `The browser tests need Chromium (or Google Chrome) and pdftotext. Debian and Ubuntu: sudo apt-get install ${missing.join(' ')}. macOS: brew install poppler, and Chromium or Google Chrome from its website. For a browser in an unusual place set CHROMIUM_PATH.`,
    )
    process.exit(1)
  }
  console.log(`Installing ${missing.join(', ')} for the browser tests`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
}
