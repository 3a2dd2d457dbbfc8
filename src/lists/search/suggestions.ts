import type { FoundGroup, FoundNote, FoundPupil } from './page.ts'

/** One line of the list below the search box. `excerpt` is empty but for a note: before, marked, after. */
export type Suggestion = { href: string; text: string; about: string; excerpt: readonly string[] }

/** What the search box shows while somebody types. */
export type Suggestions = {
  options: Suggestion[]
  /** "All 34 results": leads to the page with all of them. Empty where all are shown. */
  all: string
  /** For a screen reader. */
  said: string
}

export const mostSuggested = 8
const mostGroups = 2
/** Places that pupils and classes leave to notes, where there are notes. */
const forNotes = 3

type FoundNotes = readonly (FoundNote & { pupilId: string })[]
type Found = { groups: readonly FoundGroup[]; pupils: readonly FoundPupil[]; notes: FoundNotes }

const results = (count: number): string => `${count} ${count === 1 ? 'result' : 'results'}`

/**
 * The best of what was found, classes and pupils before notes.
 * @param count of all that was found
 * @returns with the pupils of whose records something is shown
 */
export function suggestionsOf(found: Found, count: number): { shown: Suggestions; pupilIds: string[] } {
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
