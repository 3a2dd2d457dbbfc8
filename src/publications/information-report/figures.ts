/*
 * Numbers of pupils for everybody to read on a website: none smaller than five, and none that follows from two others.
 */

/** Numbers of fewer pupils than this are not told. */
const least = 5

/** Things that were done, each for one pupil. */
export type Acts = readonly { pupilId: string }[]

const pupilsOf = (acts: Acts): number => new Set(acts.map(({ pupilId }) => pupilId)).size

/** "31 pupils"; none, one or four of them are all "fewer than five pupils". */
export const pupilsInWords = (count: number): string => (count < least ? 'fewer than five pupils' : `${count} pupils`)

/**
 * How many pupils stand where. The report for governors tells both groups together where one to four pupils have SEN
 * Support: beside it, how many have a plan would say how many have SEN Support.
 */
export function supportInWords(supported: number, planned: number): string {
  const plan = 'an education, health and care (EHC) plan'
  return supported > 0 && supported < least
    ? `${pupilsInWords(supported + planned)} had SEN Support or ${plan}`
    : `${pupilsInWords(supported)} had SEN Support, and ${pupilsInWords(planned)} ${plan}`
}

/** The different pupils behind what was done: "31 pupils"; null where they are too few to be told. */
export function pupilsBehind(acts: Acts): string | null {
  const count = pupilsOf(acts)
  return count < least ? null : pupilsInWords(count)
}

/** How often something was done, "61 reviews"; null where it was for too few pupils. */
export const timesInWords = (acts: Acts, many: string): string | null =>
  pupilsOf(acts) < least ? null : `${acts.length} ${many}`

/**
 * How many of the things that were done came out in one way, for a sentence: "all", "nearly all", "61%". Five pupils or more
 * stand behind each side of a share, so that neither it nor what is missing of the whole gives one of them away.
 * @returns null where it cannot be told
 */
export function shareInWords(yes: Acts, no: Acts): string | null {
  if (pupilsOf(yes) < least) return null
  if (no.length === 0) return 'all'
  const whole = yes.length + no.length
  if (pupilsOf(no) < least) return no.length * 10 <= whole ? 'nearly all' : null
  return `${Math.min(99, Math.round((yes.length / whole) * 100))}%`
}

/** Texts that were said of five pupils or more, each once, in the order of the alphabet: what so many have names nobody. */
export function saidOften(said: readonly { pupilId: string; what: string }[]): string[] {
  const found = new Map<string, { what: string; pupils: Set<string> }>()
  for (const { pupilId, what } of said) {
    const key = what.trim().toLowerCase()
    const one = found.get(key) ?? { what: what.trim(), pupils: new Set() }
    one.pupils.add(pupilId)
    found.set(key, one)
  }
  return [...found.values()]
    .filter(({ pupils }) => pupils.size >= least)
    .map(({ what }) => what)
    .sort(new Intl.Collator('en-GB').compare)
}
