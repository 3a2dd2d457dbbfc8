import { fold, foldedWords } from '../../ui/formats/fold.ts'
import { YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import type { Note, SummaryText } from './queries.ts'
import type { PupilSought } from './search-sql.ts'

/** How well a word fits a pupil: the beginning of a name, a UPN or a class before the inside of a name. */
const fit = { beginning: 0, inside: 1 } as const

/** Shorter words are looked for at the beginning of names only: "an" is inside of half of them. */
const shortestInside = 3
const byName = new Intl.Collator('en-GB', { sensitivity: 'base' })

/** A UPN, or its beginning: a letter and figures. */
const isUpn = (word: string): boolean => /^[a-z]\d/.test(word)

function fitOf(word: string, pupil: PupilSought, names: readonly string[], places: readonly string[]): number | null {
  if (names.some((name) => name.startsWith(word))) return fit.beginning
  if (isUpn(word) && fold(pupil.upn).startsWith(word)) return fit.beginning
  if (places.includes(word)) return fit.beginning
  return word.length >= shortestInside && names.some((name) => name.includes(word)) ? fit.inside : null
}

const placesOf = ({ registrationGroup, classes }: PupilSought): string[] =>
  foldedWords([registrationGroup ?? '', ...classes].join(' '))

/**
 * The pupils whom all the words fit, in any order: by a name, preferred or legal, a UPN from its beginning on, or a class. Who
 * is on the roll stands before who has left, the beginning of a name before its inside, then the order of the class list.
 */
export function pupilsFound(pupils: readonly PupilSought[], words: readonly string[], today: string): PupilSought[] {
  if (words.length === 0) return []
  return pupils
    .flatMap((pupil) => {
      const names = foldedWords(`${pupil.forename} ${pupil.surname} ${pupil.legalName}`)
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

export const hasLeft = ({ leftOn }: PupilSought, today: string): boolean => leftOn !== null && leftOn < today

export const inClassList = (one: PupilSought, other: PupilSought): number =>
  byName.compare(one.surname, other.surname) || byName.compare(one.forename, other.forename)

/** A class, registration group or year group of pupils on the roll. */
export type Group = { name: string; pupils: readonly PupilSought[] }

/** The classes, registration groups and year groups of pupils; of one name, which a class and its registration group share, one. */
export function groupsOf(pupils: readonly PupilSought[], today: string): Group[] {
  const years = new Map<string, string>(YEAR_GROUPS.map((year) => [year, yearInWords(year)]))
  const groups = new Map<string, { name: string; pupils: Set<PupilSought> }>()
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

const keyOf = (name: string): string => foldedWords(name).join(' ')

/** The groups of whose name the words are the beginnings of words: "4", "4B", "year 4". Exactly so called first. */
export function groupsFound(groups: readonly Group[], words: readonly string[]): Group[] {
  if (words.length === 0) return []
  const exact = words.join(' ')
  const fits = groups.filter(({ name }) => {
    const own = foldedWords(name)
    return words.every((word) => own.some((one) => one.startsWith(word)))
  })
  const numeric = new Intl.Collator('en-GB', { numeric: true })
  return fits.sort(
    (one, other) =>
      Number(keyOf(other.name) === exact) - Number(keyOf(one.name) === exact) || numeric.compare(one.name, other.name),
  )
}

/** The group of exactly this name; null where there is none. */
export const groupCalled = (groups: readonly Group[], name: string): Group | null =>
  groups.find((group) => keyOf(group.name) === keyOf(name)) ?? null

/**
 * The needs summaries in which words stand, newest first: each word begins a word of the summary or of the pupil's name, and
 * one at least is in the summary and not in the name.
 */
export function summariesFound(
  summaries: readonly SummaryText[],
  pupils: readonly PupilSought[],
  words: readonly string[],
): Note[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return summaries
    .flatMap(({ pupilId, on, text }) => {
      const pupil = byId.get(pupilId)
      if (pupil === undefined) return []
      const name = `${pupil.forename} ${pupil.surname}`
      const [inText, inName] = [foldedWords(text), foldedWords(`${name} ${pupil.legalName}`)]
      const isIn = (said: readonly string[], word: string) => said.some((one) => one.startsWith(word))
      const fits =
        words.some((word) => isIn(inText, word) && !isIn(inName, word)) &&
        words.every((word) => isIn(inText, word) || isIn(inName, word))
      return fits ? [{ kind: 'summary' as const, place: '', pupilId, name, on, text }] : []
    })
    .sort((one, other) => (one.on < other.on ? 1 : -1))
}
