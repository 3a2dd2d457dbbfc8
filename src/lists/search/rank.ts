import type { Day } from '../../days/calendar.ts'
import { searchKey, searchWords } from '../../ui/formats/search-key.ts'
import { YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import type { FoundText, SummaryText } from './queries.ts'
import type { SearchablePupil } from './search-sql.ts'

/**
 * How well a word matches a pupil; lower is better. The beginning of a name or UPN, or a whole word of a class, comes
 * before the middle of a name.
 */
const fit = { beginning: 0, inside: 1 } as const

/** Shorter words match only the beginning of names, because "an" is inside half of all names. */
const shortestInside = 3
const byName = new Intl.Collator('en-GB', { sensitivity: 'base' })

/** Whether a word is a UPN (unique pupil number) or the beginning of one: a letter followed by digits. */
const isUpn = (word: string): boolean => /^[a-z]\d/.test(word)

function fitOf(
  word: string,
  pupil: SearchablePupil,
  names: readonly string[],
  places: readonly string[],
): number | null {
  if (names.some((name) => name.startsWith(word))) return fit.beginning
  if (isUpn(word) && searchKey(pupil.upn).startsWith(word)) return fit.beginning
  if (places.includes(word)) return fit.beginning
  return word.length >= shortestInside && names.some((name) => name.includes(word)) ? fit.inside : null
}

const placesOf = ({ registrationGroup, classes }: SearchablePupil): string[] =>
  searchWords([registrationGroup ?? '', ...classes].join(' '))

/**
 * The pupils that match all the words, in any order: a preferred or legal name, the beginning of a UPN, or a class.
 * Sorted by: on roll before left, beginning of a name before its middle, then surname and forename.
 */
export function pupilsFound(
  pupils: readonly SearchablePupil[],
  words: readonly string[],
  today: Day,
): SearchablePupil[] {
  if (words.length === 0) return []
  return pupils
    .flatMap((pupil) => {
      const names = searchWords(`${pupil.forename} ${pupil.surname} ${pupil.legalName}`)
      const fits = words.map((word) => fitOf(word, pupil, names, placesOf(pupil)))
      return fits.includes(null)
        ? []
        : [{ pupil, hasLeft: hasLeft(pupil, today), worst: Math.max(...fits.map(Number)) }]
    })
    .sort(
      (one, other) =>
        Number(one.hasLeft) - Number(other.hasLeft) || one.worst - other.worst || inClassList(one.pupil, other.pupil),
    )
    .map(({ pupil }) => pupil)
}

export const hasLeft = ({ leftOn }: SearchablePupil, today: Day): boolean => leftOn !== null && leftOn < today

const inClassList = (one: SearchablePupil, other: SearchablePupil): number =>
  byName.compare(one.surname, other.surname) || byName.compare(one.forename, other.forename)

export type FoundGroupOfPupils = { name: string; pupils: readonly SearchablePupil[] }

/**
 * The classes, registration groups and year groups of the pupils on roll. Groups of the same name, such as a class and
 * its registration group, become one.
 */
export function groupsOf(pupils: readonly SearchablePupil[], today: Day): FoundGroupOfPupils[] {
  const years = new Map<string, string>(YEAR_GROUPS.map((year) => [year, yearInWords(year)]))
  const groups = new Map<string, { name: string; pupils: Set<SearchablePupil> }>()
  for (const pupil of pupils.filter((one) => !hasLeft(one, today))) {
    const names = [pupil.registrationGroup, ...pupil.classes, years.get(pupil.yearGroup) ?? null]
    for (const name of names.flatMap((one) => one || [])) {
      const key = keyOf(name)
      const group = groups.get(key) ?? { name, pupils: new Set() }
      groups.set(key, group)
      group.pupils.add(pupil)
    }
  }
  return [...groups.values()].map((group) => ({ name: group.name, pupils: [...group.pupils].sort(inClassList) }))
}

const keyOf = (name: string): string => searchWords(name).join(' ')

/**
 * The groups whose name has, for each searched word, a word that begins with it: "4", "4B", "year 4". Exact matches
 * come first.
 */
export function groupsFound(groups: readonly FoundGroupOfPupils[], words: readonly string[]): FoundGroupOfPupils[] {
  if (words.length === 0) return []
  const exact = words.join(' ')
  const fits = groups.filter(({ name }) => {
    const own = searchWords(name)
    return words.every((word) => own.some((one) => one.startsWith(word)))
  })
  const numeric = new Intl.Collator('en-GB', { numeric: true })
  return fits.sort(
    (one, other) =>
      Number(keyOf(other.name) === exact) - Number(keyOf(one.name) === exact) || numeric.compare(one.name, other.name),
  )
}

/** The group with exactly this name; null if no group has it. */
export const groupCalled = (groups: readonly FoundGroupOfPupils[], name: string): FoundGroupOfPupils | null =>
  groups.find((group) => keyOf(group.name) === keyOf(name)) ?? null

/**
 * The needs summaries that match, newest first. Each searched word must begin a word of the summary or of the pupil's
 * name, and at least one must be in the summary but not in the name.
 */
export function summariesFound(
  summaries: readonly SummaryText[],
  pupils: readonly SearchablePupil[],
  words: readonly string[],
): FoundText[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return summaries
    .flatMap(({ pupilId, on, text }) => {
      const pupil = byId.get(pupilId)
      if (pupil === undefined) return []
      const name = `${pupil.forename} ${pupil.surname}`
      const [inText, inName] = [searchWords(text), searchWords(`${name} ${pupil.legalName}`)]
      const isIn = (said: readonly string[], word: string) => said.some((one) => one.startsWith(word))
      const fits =
        words.some((word) => isIn(inText, word) && !isIn(inName, word)) &&
        words.every((word) => isIn(inText, word) || isIn(inName, word))
      return fits ? [{ kind: 'summary' as const, place: '', pupilId, name, on, text }] : []
    })
    .sort((one, other) => (one.on < other.on ? 1 : -1))
}
