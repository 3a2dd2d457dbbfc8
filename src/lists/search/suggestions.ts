import type { FoundGroup, FoundNote, FoundPupil } from './page.ts'

/**
 * One line of the list below the search box. For a note, `excerpt` has three parts: the text before the word found, the
 * word, and the text after it. Otherwise it is empty.
 */
type Suggestion = { href: string; text: string; about: string; excerpt: readonly string[] }

/** The list that the search box shows while somebody types. */
type Suggestions = {
  options: Suggestion[]
  /** The text of the link to the page of all results, like "All 34 results"; empty if the list shows all. */
  all: string
  /** What screen readers announce when the list has changed. */
  said: string
}

export const mostSuggested = 8
const mostGroups = 2
/** How many lines of the list are reserved for notes, if any were found. */
const forNotes = 3

type FoundNotes = readonly (FoundNote & { pupilId: string })[]
type SuggestionSources = { groups: readonly FoundGroup[]; pupils: readonly FoundPupil[]; notes: FoundNotes }

const results = (count: number): string => `${count} ${count === 1 ? 'result' : 'results'}`

/**
 * The best results, groups and pupils before notes.
 * @param count how many results there are in all
 * @returns the list, and the ids of pupils from whose records something is shown
 */
export function suggestionsOf(found: SuggestionSources, count: number): { shown: Suggestions; pupilIds: string[] } {
  const named = [...found.groups.slice(0, mostGroups), ...found.pupils]
    .slice(0, mostSuggested - Math.min(forNotes, found.notes.length))
    .map(({ name, about, href }) => ({ href, text: name, about, excerpt: [] }))
  const notes = found.notes.slice(0, mostSuggested - named.length)
  const options = [
    ...named,
    ...notes.map(({ title, name, onWords, href, excerpt }) => ({
      href,
      text: name,
      about: `${title}, ${onWords}`,
      excerpt: [excerpt.before, excerpt.marked, excerpt.after],
    })),
  ]
  const isAll = count <= options.length
  return {
    shown: {
      options,
      all: isAll ? '' : `All ${results(count)}`,
      said: isAll ? results(count) : `${results(count)}, ${options.length} of them listed`,
    },
    pupilIds: notes.map(({ pupilId }) => pupilId),
  }
}
