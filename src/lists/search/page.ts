import { type Permission, type Role, type Scope, scopeOf } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { type Excerpt, excerptAround } from '../../ui/formats/search-key.ts'
import { dayInWords, yearInWords } from '../../ui/formats/words.ts'
import type { SearchQuery } from './form.ts'
import type { FoundText } from './queries.ts'
import { type FoundGroupOfPupils, hasLeft } from './rank.ts'
import type { SearchablePupil } from './search-sql.ts'

/** The most results of one kind that a page shows. */
export const mostShown = 50
const mostGroups = 10

export type FoundPupil = { name: string; about: string; href: string }
export type FoundGroup = { name: string; about: string; href: string }
export type FoundNote = { title: string; name: string; on: string; onWords: string; href: string; excerpt: Excerpt }

type SearchPage = {
  title: string
  /** The text in the search box at the top of the page. */
  sought: string
  heading: string
  groups: FoundGroup[]
  pupils: FoundPupil[]
  /** A sentence that says how many pupils were found, if not all are shown; otherwise empty. */
  pupilsNote: string
  notes: FoundNote[]
  notesNote: string
  notesHeading: string
  /** The text shown if there are no results. */
  empty: string
  /** Sentences that explain what can be searched. They are shown if nothing was found or no search was typed. */
  hints: string[]
}

type SearchReader = { role: Role; scope: Scope; today: string }

const kindWords: Readonly<Record<FoundText['kind'], string>> = {
  concern: 'Concern',
  meeting: 'Meeting',
  decision: 'Decision',
  letter: 'Letter',
  plan: 'Plan',
  review: 'Review',
  professional: 'Professional',
  ehcConsideration: 'EHC needs assessment',
  notDone: 'Not done',
  summary: 'What helps',
}

const base = (pupilId: string): string => `/pupils/${pupilId}`
const places: Readonly<
  Record<
    FoundText['kind'],
    { to: (note: FoundText) => string; may: Permission; otherwise: (note: FoundText) => string }
  >
> = (() => {
  const record = ({ pupilId }: FoundText) => base(pupilId)
  const edit =
    (folder: string) =>
    ({ pupilId, place }: FoundText) =>
      `${base(pupilId)}/${folder}/${place}/edit`
  const plan = ({ pupilId, place }: FoundText) => `${base(pupilId)}/plans/${place}`
  return {
    concern: { to: edit('concerns'), may: 'concern:answer', otherwise: record },
    meeting: {
      to: edit('meetings'),
      may: 'meeting:record',
      otherwise: ({ pupilId, place }: FoundText) => `${base(pupilId)}/meetings/${place}/note`,
    },
    decision: { to: edit('decisions'), may: 'decision:record', otherwise: record },
    letter: { to: ({ pupilId, place }) => `${base(pupilId)}/letters/${place}`, may: 'record:read', otherwise: record },
    plan: { to: plan, may: 'record:read', otherwise: record },
    review: { to: (note) => `${plan(note)}/review`, may: 'review:hold', otherwise: plan },
    professional: { to: edit('professionals'), may: 'professional:involve', otherwise: record },
    ehcConsideration: { to: edit('ehc-considerations'), may: 'ehc:consider', otherwise: record },
    notDone: { to: ({ pupilId, place }) => `${base(pupilId)}/steps/${place}`, may: 'record:read', otherwise: record },
    summary: { to: ({ pupilId }) => `${base(pupilId)}/summary`, may: 'summary:read', otherwise: record },
  }
})()

/** The page that shows a note in full: the form for those who may edit it, else a page to read it on. */
function hrefOf(note: FoundText, role: Role): string {
  const { to, may, otherwise } = places[note.kind]
  return scopeOf(role, may) === null ? otherwise(note) : to(note)
}

const aboutOf = (pupil: SearchablePupil, today: Day): string =>
  [
    yearInWords(pupil.yearGroup),
    pupil.registrationGroup,
    hasLeft(pupil, today) && pupil.leftOn !== null ? `left on ${dayInWords(pupil.leftOn)}` : null,
    pupil.enteredOn !== null && pupil.enteredOn > today ? `starts on ${dayInWords(pupil.enteredOn)}` : null,
  ]
    .filter(Boolean)
    .join(' · ')

/**
 * A pupil in the results, with a link: to the pupil's record or, for staff who may not read it, to the page of what
 * helps the pupil in lessons.
 */
export const foundPupil = (pupil: SearchablePupil, { role, today }: SearchReader): FoundPupil => ({
  name: `${pupil.forename} ${pupil.surname}`,
  about: aboutOf(pupil, today),
  href: scopeOf(role, 'record:read') === null ? `${base(pupil.pupilId)}/summary` : base(pupil.pupilId),
})

export const foundGroup = ({ name, pupils }: FoundGroupOfPupils): FoundGroup => ({
  name: /^year |^reception$|^nursery |^early /i.test(name) ? name : `Class ${name}`,
  about: `${pupils.length} ${pupils.length === 1 ? 'pupil' : 'pupils'}`,
  href: `/search?${new URLSearchParams({ class: name })}`,
})

export const foundNote = (note: FoundText, { role }: SearchReader, words: readonly string[]): FoundNote => ({
  title: kindWords[note.kind],
  name: note.name,
  on: note.on,
  onWords: dayInWords(note.on),
  href: hrefOf(note, role),
  excerpt: excerptAround(note.text, words),
})

function hintsFor(scope: Scope): string[] {
  return scope === 'own'
    ? [
        'The names of the pupils whom you teach or support, in any order, or the beginnings of names',
        'A UPN, or its beginning',
        'A class or a year: 4B, Year 4',
        'Words of what helps your pupils, out of their plans',
      ]
    : [
        'Names in any order, or their beginnings, with or without accents and apostrophes; pupils who have left as well',
        'A UPN, or its beginning',
        'A class or a year: 4B, Year 4',
        'Words of concerns and answers, meetings, decisions, letters, plans, reviews, professionals’ advice. A name and a word together find the word in that pupil’s record',
      ]
}

export type SearchResults = {
  pupils: readonly SearchablePupil[]
  groups: readonly FoundGroupOfPupils[]
  /** The newest notes found; `noteCount` is the number of all notes found. */
  notes: readonly FoundText[]
  noteCount: number
}

const countOf = ({ pupils, groups, noteCount }: SearchResults): number => pupils.length + groups.length + noteCount

/**
 * The address of the only result if it is a pupil or a class; null otherwise. A single note is not opened directly,
 * because the list shows the matching words first.
 */
export function onlyFound(found: SearchResults, reader: SearchReader): string | null {
  if (countOf(found) !== 1) return null
  const [pupil] = found.pupils.map((one) => foundPupil(one, reader).href)
  const [group] = found.groups.map((one) => foundGroup(one).href)
  return pupil ?? group ?? null
}

const many = (count: number, shown: number, advice: string): string =>
  count > shown ? `${count} fit: these are the first ${shown}. ${advice}` : ''

/** The page of results: groups and pupils, then notes. */
export function searchPage(sought: SearchQuery, found: SearchResults, reader: SearchReader): SearchPage {
  const isAsked = sought.words.length > 0
  const count = countOf(found)
  return {
    title: 'Search',
    sought: sought.typed,
    heading: sought.typed === '' ? 'Search' : `Search for “${sought.typed}”`,
    groups: found.groups.slice(0, mostGroups).map(foundGroup),
    pupils: found.pupils.slice(0, mostShown).map((pupil) => foundPupil(pupil, reader)),
    pupilsNote: many(found.pupils.length, mostShown, 'Type more of the name.'),
    notesHeading: reader.scope === 'own' ? 'In what helps' : 'In records, newest first',
    notes: found.notes.slice(0, mostShown).map((note) => foundNote(note, reader, sought.words)),
    notesNote: many(found.noteCount, mostShown, 'Another word, or a name with it, finds fewer.'),
    empty: count > 0 ? '' : emptyOf(sought, isAsked, reader.scope),
    hints: count > 0 ? [] : hintsFor(reader.scope),
  }
}

function emptyOf({ typed }: SearchQuery, isAsked: boolean, scope: Scope): string {
  if (isAsked) return scope === 'own' ? 'Nothing is found among your pupils.' : 'Nothing is found.'
  return typed === '' ? 'Type in the box at the head of the page.' : 'There is no letter or figure in what you typed.'
}

/** The pupils of a class, registration group or year group. */
export function groupPage(group: FoundGroupOfPupils, reader: SearchReader): SearchPage {
  return {
    title: 'Search',
    sought: '',
    heading: foundGroup(group).name,
    groups: [],
    pupils: group.pupils.map((pupil) => foundPupil(pupil, reader)),
    pupilsNote: '',
    notesHeading: '',
    notes: [],
    notesNote: '',
    empty: '',
    hints: [],
  }
}
