import { dayInLondon, timeInLondon } from '../../days/clock.ts'
import { dayInWords } from '../formats/words.ts'
import { assetHrefs } from './assets.ts'
import type { Site } from './views.ts'

/** The layout's data for a PDF that a job makes: no navigation, no CSRF token, no user. */
export function paperSite(schoolName: string, now: Date): Site {
  const today = dayInWords(dayInLondon(now))
  return {
    schoolName,
    userName: '',
    roleName: '',
    signedIn: false,
    staffId: '',
    navigation: [],
    maySearch: false,
    csrfToken: '',
    today,
    printedAt: `${today} at ${timeInLondon(now)}`,
    flash: null,
    pdfHref: null,
    assets: assetHrefs(),
  }
}
