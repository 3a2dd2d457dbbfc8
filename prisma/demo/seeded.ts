/** A small seeded generator (mulberry32): the same numbers on every machine, from 0 up to but not including 1. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

/** The date in the demo's ids. It is fixed, because ids must not change from one day to the next. */
const MINTED_FROM = Date.UTC(2024, 8, 2)

/**
 * Generates ids in the form of UUID v7, one millisecond apart, so that they sort in the order in which they were
 * generated.
 */
export const mintIds = (seed: number): (() => string) => {
  const random = seededRandom(seed)
  const digits = (count: number) => hex(Math.floor(random() * 16 ** count), count)
  let minted = 0
  return () => {
    const at = hex(MINTED_FROM + minted, 12)
    minted += 1
    const variant = hex(8 + Math.floor(random() * 4), 1)
    return `${at.slice(0, 8)}-${at.slice(8)}-7${digits(3)}-${variant}${digits(3)}-${digits(6)}${digits(6)}`
  }
}
