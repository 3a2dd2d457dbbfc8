// The browser tests need a Chromium. Where the machine has none and this is root on Debian, it is installed; elsewhere the
// message says what to install. CHROMIUM_PATH names one that stands in an unusual place.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findChromium } from './chromium.mjs'

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
}

if (findChromium() === null) {
  if (!isDebian() || process.getuid?.() !== 0) {
    console.error(
      'The browser tests need Chromium. Install it (Debian and Ubuntu: sudo apt-get install chromium; others: Chromium or Google Chrome from its maker), or name one in CHROMIUM_PATH.',
    )
    process.exit(1)
  }
  console.log('Installing Chromium for the browser tests')
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  execFileSync('apt-get', ['update', '-qq'], quiet)
  execFileSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation', 'poppler-utils'],
    quiet,
  )
}
