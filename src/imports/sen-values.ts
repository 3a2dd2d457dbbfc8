import { quote, type Reading, read, wrong } from './reading.ts'

/** SEN provision in the school census: N none, K SEN Support, E education, health and care plan. */
type SenStatus = 'N' | 'K' | 'E'

/** The labels of each need type. The first is the census's own. */
const NEED_LABELS = {
  SPLD: ['Specific learning difficulty', 'Specific learning difficulties'],
  MLD: ['Moderate learning difficulty', 'Moderate learning difficulties'],
  SLD: ['Severe learning difficulty', 'Severe learning difficulties'],
  PMLD: ['Profound and multiple learning difficulty', 'Profound and multiple learning difficulties'],
  SEMH: ['Social, emotional and mental health', 'Social, emotional and mental health difficulties'],
  SLCN: ['Speech, language and communication needs', 'Speech, language and communication need'],
  HI: ['Hearing impairment'],
  VI: ['Vision impairment', 'Visual impairment'],
  MSI: ['Multi-sensory impairment'],
  PD: ['Physical disability'],
  ASD: ['Autistic spectrum disorder', 'Autism spectrum disorder', 'Autistic spectrum condition', 'Autism'],
  DS: ['Down syndrome', 'Down’s syndrome'],
  OTH: ['Other difficulty/disability', 'Other difficulty or disability', 'Other difficulty'],
  NSA: ['SEN support but no specialist assessment of type of need', 'No specialist assessment'],
} as const

/** A need type of the school census. */
type CensusNeedType = keyof typeof NEED_LABELS

export const NEED_TYPES: readonly CensusNeedType[] = [
  'SPLD',
  'MLD',
  'SLD',
  'PMLD',
  'SEMH',
  'SLCN',
  'HI',
  'VI',
  'MSI',
  'PD',
  'ASD',
  'DS',
  'OTH',
  'NSA',
]

const NEEDS = new Map<string, CensusNeedType>(
  NEED_TYPES.flatMap((code) =>
    [code, ...NEED_LABELS[code]].map((words): [string, CensusNeedType] => [key(words), code]),
  ),
)

const STATUSES = new Map<string, SenStatus>([
  ...wordsFor('N', ['n', 'none', 'no', 'n/a', 'no sen', 'no special educational need', 'no special educational needs']),
  ...wordsFor('K', ['k', 'sen support', 'sen support (k)']),
  ...wordsFor('E', ['e', 'ehcp', 'ehc plan', 'education health and care plan', 'education, health and care plan (e)']),
])

const RETIRED_STATUSES = new Map([
  ...['a', 'school action', 'early years action'].map((words): [string, string] => [key(words), 'School Action']),
  ...['p', 'school action plus', 'early years action plus'].map((words): [string, string] => [
    key(words),
    'School Action Plus',
  ]),
  ...['s', 'statement', 'statement of sen', 'statemented'].map((words): [string, string] => [
    key(words),
    'a statement',
  ]),
])

/**
 * Reads the current SEN status, given as a code or in words. Blank means N. Codes retired in 2014 are refused, not
 * translated.
 */
export function parseSenStatus(typed: string): Reading<SenStatus> {
  if (typed.trim() === '') return read('N')
  const spellings = [key(typed), key(codeBeforeDash(typed))]
  const status = spellings.map((spelling) => STATUSES.get(spelling)).find((found) => found !== undefined)
  if (status !== undefined) return read(status)
  const retired = spellings.map((spelling) => RETIRED_STATUSES.get(spelling)).find((found) => found !== undefined)
  if (retired !== undefined) {
    return wrong(
      `${quote(typed)} is a retired code (${retired}) and cannot be today’s SEN status. Use K for SEN Support, E for an EHC plan or N for none.`,
    )
  }
  return wrong(`${quote(typed)} is no SEN status. Use K for SEN Support, E for an EHC plan or N for none.`)
}

/**
 * Reads the need types in one cell, given as codes or labels, with or without a rank before each (“1 Autistic Spectrum
 * Disorder; 2 SLCN”). Without ranks, the order of writing counts.
 * @returns need types, most important first
 */
export function parseNeeds(typed: string): Reading<CensusNeedType[]> {
  const ranked: { rank: number; needs: CensusNeedType[] }[] = []
  for (const [place, part] of typed.split(/[;|\n]|\s(?=[1-9][ .):-])/).entries()) {
    const [, rank, words = ''] = /^\s*(?:([1-9])[ .):-]+)?(.*)$/s.exec(part) ?? []
    const needs = needsIn(words)
    if (!needs.ok) return needs
    ranked.push({ rank: rank === undefined ? place + 1 : Number(rank), needs: needs.value })
  }
  return read(ranked.toSorted((one, other) => one.rank - other.rank).flatMap(({ needs }) => needs))
}

/**
 * An error message if the need types do not fit the SEN status; null if they do. At most two need types, no duplicates,
 * and NSA ("no specialist assessment") only with SEN Support.
 */
export function needsFault(needs: readonly CensusNeedType[], status: SenStatus | null): string | null {
  const twice = needs.find((need, at) => needs.indexOf(need) !== at)
  if (twice !== undefined) return `The need type ${twice} stands there twice. The first and second need have to differ.`
  if (needs.length > 2)
    return `There are ${needs.length} need types (${needs.join(', ')}). Keep the two that are ranked 1 and 2.`
  if (needs.includes('NSA') && status !== null && status !== 'K') {
    return `NSA (no specialist assessment) goes only with SEN Support (K), and this pupil’s SEN status is ${status}.`
  }
  return null
}

/** Splits need types at commas. Labels contain commas too, so at each place the longest matching label is taken. */
function needsIn(words: string): Reading<CensusNeedType[]> {
  const pieces = words.split(',').filter((piece) => piece.trim() !== '')
  const needs: CensusNeedType[] = []
  let at = 0
  while (at < pieces.length) {
    const found = longestNeedAt(pieces, at)
    if (found === null) return wrong(unknownNeed(pieces[at] ?? ''))
    needs.push(found.need)
    at += found.length
  }
  return read(needs)
}

function longestNeedAt(pieces: readonly string[], at: number): { need: CensusNeedType; length: number } | null {
  // No label has more than one comma.
  for (const length of [2, 1]) {
    const words = pieces.slice(at, at + length).join(',')
    const need =
      NEEDS.get(key(words)) ?? NEEDS.get(key(words.replace(/\([^()]*\)/g, ''))) ?? NEEDS.get(key(codeBeforeDash(words)))
    if (need !== undefined) return { need, length: Math.min(length, pieces.length - at) }
  }
  return null
}

function unknownNeed(words: string): string {
  return `${quote(words)} is no type of SEN need. Use one of ${NEED_TYPES.join(', ')}, or its name.`
}

/** Returns “K” for “K - SEN Support”. */
function codeBeforeDash(typed: string): string {
  return /^\s*([A-Za-z]{1,4})\s*[-–:]\s/.exec(typed)?.[1] ?? typed
}

function wordsFor(status: SenStatus, words: readonly string[]): [string, SenStatus][] {
  return words.map((spelling) => [key(spelling), status])
}

function key(words: string): string {
  return words
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^a-z0-9]/g, '')
}
