import { type Role, type Scope, scopeOf } from '../../access/permissions.ts'
import { wordsIn, yearInWords } from '../../ui/formats/words.ts'
import type { PupilToFind } from '../pupils/model.ts'

type FindPage = {
  title: string
  heading: string
  q: string
  /** Why the user looks for a pupil: `concern` to raise one, `meeting` to record one, or empty to open the record. */
  purpose: string
  found: { name: string; about: string; href: string }[]
  /** A message below the list or in place of it; may be empty. */
  note: string
}

/** The most matches that the page shows; nobody reads a longer list. */
const most = 50

type Purpose = { heading: string; pathOf: (pupilId: string) => string }

function purposeOf(purpose: string, role: Role): Purpose & { name: string } {
  if (purpose === 'concern') {
    return { name: purpose, heading: 'Whom are you worried about?', pathOf: (id) => `/pupils/${id}/concerns/new` }
  }
  if (purpose === 'meeting' && scopeOf(role, 'meeting:record') !== null) {
    return { name: purpose, heading: 'Whom was the meeting about?', pathOf: (id) => `/pupils/${id}/meetings/new` }
  }
  const page = scopeOf(role, 'record:read') === null ? '/summary' : ''
  return { name: '', heading: 'Find a pupil', pathOf: (id) => `/pupils/${id}${page}` }
}

function noteOf(count: number, { q, scope, all }: { q: string; scope: Scope; all: number }): string {
  if (scope === 'own' && all === 0)
    return 'You are not down to teach or support anybody today. Ask the office to put you into your classes.'
  if (count > most) return `${count} pupils fit: these are the first ${most}. Type more of the name.`
  if (count === 0 && q !== '') {
    return scope === 'own'
      ? 'None of your pupils is called that.'
      : 'Nobody on the roll is called that. The UPN will do, too.'
  }
  return ''
}

const byName = new Intl.Collator('en-GB')

/**
 * The model of the page that finds pupils by name or UPN (unique pupil number). A teacher sees their own pupils
 * before they type anything.
 */
export function findPage(
  pupils: readonly PupilToFind[],
  asked: { q: string; purpose: string; role: Role; scope: Scope },
): FindPage {
  const { q, scope, role } = asked
  const purpose = purposeOf(asked.purpose, role)
  const isMeant = wordsIn(q)
  const fit = pupils
    .filter((one) => isMeant(`${one.forename} ${one.surname} ${one.legalForename} ${one.legalSurname} ${one.upn}`))
    .sort((one, other) => byName.compare(one.surname, other.surname) || byName.compare(one.forename, other.forename))
  const found = q === '' && scope === 'all' ? [] : fit
  return {
    title: 'Find a pupil',
    heading: purpose.heading,
    q,
    purpose: purpose.name,
    found: found.slice(0, most).map((pupil) => ({
      name: `${pupil.forename} ${pupil.surname}`,
      about: [yearInWords(pupil.yearGroup), pupil.registrationGroup].filter(Boolean).join(' · '),
      href: purpose.pathOf(pupil.pupilId),
    })),
    note: noteOf(found.length, { q, scope, all: pupils.length }),
  }
}
