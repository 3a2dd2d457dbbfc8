import { auditOpening } from '../../access/open-pupil.ts'
import { scopeOf } from '../../access/permissions.ts'
import { type Answer, file, notFound, page, seeOther } from '../../http/answers.ts'
import { get, post, type Route, type Visit } from '../../http/route.ts'
import { type SearchQuery, searchQuery } from './form.ts'
import {
  foundGroup,
  foundNote,
  foundPupil,
  groupPage,
  mostShown,
  onlyFound,
  type SearchResults,
  searchPage,
} from './page.ts'
import { type FoundText, notesWith, pupilsToSearch, summaryTexts } from './queries.ts'
import { groupCalled, groupsFound, groupsOf, pupilsFound, summariesFound } from './rank.ts'
import type { SearchablePupil } from './search-sql.ts'
import { mostSuggested, suggestionsOf } from './suggestions.ts'

/** The shortest word to search notes for: a single letter would match every text. */
const shortestInNotes = 2
/** The shortest word to search notes for while somebody is still typing. */
const shortestAsTyped = 3

type Notes = { notes: FoundText[]; noteCount: number }
const noNotes: Notes = { notes: [], noteCount: 0 }

const askedBy = ({ user, scope, today }: Visit) => ({ schoolId: user.schoolId, staffId: user.staffId, scope, today })
const readerOf = ({ user, scope, today }: Visit) => ({ role: user.role, scope, today })
const readsRecords = ({ user }: Visit) => scopeOf(user.role, 'record:read') !== null
const hasWord = ({ words }: SearchQuery, shortest: number) => words.some((word) => word.length >= shortest)

async function findNamed(visit: Visit, { words }: SearchQuery) {
  const known = await pupilsToSearch(visit.tx, askedBy(visit))
  return {
    known,
    pupils: pupilsFound(known, words, visit.today),
    groups: groupsFound(groupsOf(known, visit.today), words),
  }
}

async function findInRecords({ tx, user }: Visit, words: readonly string[], most: number): Promise<Notes> {
  const { rows, count } = await notesWith(tx, { schoolId: user.schoolId, words, most })
  return {
    notes: rows.map(({ forename, surname, ...note }) => ({ ...note, name: `${forename} ${surname}` })),
    noteCount: count,
  }
}

async function findInSummaries(
  visit: Visit,
  words: readonly string[],
  known: readonly SearchablePupil[],
): Promise<Notes> {
  const texts = await summaryTexts(
    visit.tx,
    askedBy(visit),
    known.map(({ pupilId }) => pupilId),
  )
  const notes = summariesFound(texts, known, words)
  return { notes, noteCount: notes.length }
}

/** Showing part of a pupil's record counts as opening it, so it goes into the audit trail. */
async function auditShown(visit: Visit, notes: readonly FoundText[]): Promise<void> {
  const pupilIds = [...new Set(notes.map(({ pupilId }) => pupilId))]
  for (const pupilId of pupilIds) visit.opened.add(pupilId)
  await auditOpening(visit.tx, visit.user, pupilIds)
}

async function found(visit: Visit, sought: SearchQuery): Promise<SearchResults> {
  const { known, ...named } = await findNamed(visit, sought)
  const notes = !hasWord(sought, shortestInNotes)
    ? noNotes
    : readsRecords(visit)
      ? await findInRecords(visit, sought.words, mostShown)
      : await findInSummaries(visit, sought.words, known)
  return { ...named, ...notes }
}

async function listed(visit: Visit, sought: SearchQuery, all: SearchResults): Promise<Answer> {
  await auditShown(visit, all.notes.slice(0, mostShown))
  return page('lists/search/search', searchPage(sought, all, readerOf(visit)))
}

const resultsOf = async (visit: Visit, sought: SearchQuery) => listed(visit, sought, await found(visit, sought))

/**
 * If the only result is a pupil or a class, redirects to it. The pupil's page then records in the audit trail who
 * opened it.
 */
async function openOrList(visit: Visit): Promise<Answer> {
  const sought = typedIn(visit)
  const all = await found(visit, sought)
  const only = onlyFound(all, readerOf(visit))
  return only === null ? listed(visit, sought, all) : seeOther(only)
}

const typedIn = (visit: Visit): SearchQuery =>
  searchQuery((visit.formToRestore?.values ?? visit.values).q?.at(-1) ?? '')

/**
 * The empty search page or, with `?class=`, the pupils of a class, registration group or year. No address contains a
 * child's name.
 */
const start = get('/search', { may: 'pupil:find' }, async (visit) => {
  const name = visit.query.get('class')
  if (name === '') return resultsOf(visit, typedIn(visit))
  const known = await pupilsToSearch(visit.tx, askedBy(visit))
  const group = groupCalled(groupsOf(known, visit.today), name)
  return group === null ? notFound : page('lists/search/search', groupPage(group, readerOf(visit)))
})

/** Marked as a form, so that the search is sent again after the user has signed in if the session had expired. */
const results: Route = {
  ...post('/search', { may: 'pupil:find' }, openOrList),
  isForm: true,
}

const asTyped = post('/search/suggestions', { may: 'pupil:find' }, async (visit) => {
  const sought = typedIn(visit)
  const { pupils, groups } = await findNamed(visit, sought)
  const isSearched = readsRecords(visit) && hasWord(sought, shortestAsTyped)
  const { notes, noteCount } = isSearched ? await findInRecords(visit, sought.words, mostSuggested) : noNotes
  const reader = readerOf(visit)
  const suggested = suggestionsOf(
    {
      groups: groups.map(foundGroup),
      pupils: pupils.slice(0, mostSuggested).map((pupil) => foundPupil(pupil, reader)),
      notes: notes.map((note) => ({ pupilId: note.pupilId, ...foundNote(note, reader, sought.words) })),
    },
    pupils.length + groups.length + noteCount,
  )
  const seen = new Set(suggested.pupilIds)
  await auditShown(
    visit,
    notes.filter(({ pupilId }) => seen.has(pupilId)),
  )
  return file('suggestions.json', 'application/json; charset=utf-8', JSON.stringify(suggested.shown))
})

export const searchRoutes: readonly Route[] = [start, results, asTyped]
