/*
 * Numbers of pupils that are published on a website. None is smaller than five, and no smaller number can be worked out
 * from two others.
 */

/** Numbers smaller than this are not published. */
const smallestGroup = 5

/** Things that were done for pupils, for example reviews, each with the id of its pupil. */
type Acts = readonly { pupilId: string }[]

const pupilsOf = (acts: Acts): number => new Set(acts.map(({ pupilId }) => pupilId)).size

/** "31 pupils". Every number below five, including 0, reads "fewer than five pupils". */
export const pupilsInWords = (count: number): string =>
  count < smallestGroup ? 'fewer than five pupils' : `${count} pupils`

/**
 * A sentence: how many pupils have SEN Support and how many have an EHC plan. If one to four pupils have SEN Support,
 * only the total is given, as in the report for governors: that total minus the number with a plan would reveal how
 * many have SEN Support.
 */
export function supportInWords(supported: number, planned: number): string {
  const plan = 'an education, health and care (EHC) plan'
  return supported > 0 && supported < smallestGroup
    ? `${pupilsInWords(supported + planned)} had SEN Support or ${plan}`
    : `${pupilsInWords(supported)} had SEN Support, and ${pupilsInWords(planned)} ${plan}`
}

/** How many different pupils something was done for, like "31 pupils"; null if they are fewer than five. */
export function pupilsBehind(acts: Acts): string | null {
  const count = pupilsOf(acts)
  return count < smallestGroup ? null : pupilsInWords(count)
}

/** How many times something was done, like "61 reviews"; null if it was done for fewer than five pupils. */
export const timesInWords = (acts: Acts, many: string): string | null =>
  pupilsOf(acts) < smallestGroup ? null : `${acts.length} ${many}`

/**
 * The share of `yes` in `yes` and `no` together, in words for a sentence: "all", "nearly all", "61%". Each of the two
 * has to be about at least five pupils, so that neither the share nor its remainder identifies a pupil.
 * @returns null if the share may not be published
 */
export function shareInWords(yes: Acts, no: Acts): string | null {
  if (pupilsOf(yes) < smallestGroup) return null
  if (no.length === 0) return 'all'
  const whole = yes.length + no.length
  if (pupilsOf(no) < smallestGroup) return no.length * 10 <= whole ? 'nearly all' : null
  return `${Math.min(99, Math.round((yes.length / whole) * 100))}%`
}

/**
 * The texts that were recorded for at least five pupils, each once, in alphabetical order. A text that so many pupils
 * share identifies nobody.
 */
export function saidOften(said: readonly { pupilId: string; what: string }[]): string[] {
  const found = new Map<string, { what: string; pupils: Set<string> }>()
  for (const { pupilId, what } of said) {
    const key = what.trim().toLowerCase()
    const one = found.get(key) ?? { what: what.trim(), pupils: new Set() }
    one.pupils.add(pupilId)
    found.set(key, one)
  }
  return [...found.values()]
    .filter(({ pupils }) => pupils.size >= smallestGroup)
    .map(({ what }) => what)
    .sort(new Intl.Collator('en-GB').compare)
}
