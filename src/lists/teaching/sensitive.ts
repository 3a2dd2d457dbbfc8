/**
 * Beginnings of words that name a child's condition or family circumstances. Words for feelings in a lesson are not
 * included.
 */
const beginnings = [
  'autis',
  'asperger',
  'adhd',
  'attention deficit',
  'dyslex',
  'dysprax',
  'dyscalcul',
  'dysgraph',
  'tourette',
  'epilep',
  'down’s',
  "down's",
  'cerebral palsy',
  'mutism',
  'diabet',
  'asthma',
  'depress',
  'trauma',
  'self-harm',
  'anorexi',
  'bulimi',
  'deaf',
  'blind',
  'diagnos',
  'disab',
  'disorder',
  'syndrome',
  'impair',
  'medicat',
  'camhs',
  'social worker',
  'social care',
  'child protection',
  'safeguard',
  'looked after',
  'foster',
  'adopted',
]

/**
 * Abbreviations of conditions and types of need. Matched case-sensitively, because in lower case they mean something
 * else.
 */
const codes = 'ADD|ASC|ASD|DCD|DLD|FASD|HI|MLD|MSI|OCD|ODD|PDA|PMLD|PTSD|SEMH|SLCN|SLD|SPD|SPLD|SpLD|VI'

const words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings.join('|')})`, 'iu')
const shorts = new RegExp(`(?<![\\p{L}\\p{N}])(?:${codes})(?![\\p{L}\\p{N}])`, 'u')

/**
 * Whether a text reveals a child's condition, type of need or care status. Made for what teachers write about what
 * helps. It knows only the usual words, so the person who prints a sheet still has to read it.
 */
export const isSensitive = (text: string): boolean => words.test(text) || shorts.test(text)
