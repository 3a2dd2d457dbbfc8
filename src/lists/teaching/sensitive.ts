/** Of conditions, and of what a family lives with: beginnings of words. What somebody feels in a lesson is none. */
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

/** Short for conditions and for types of need: only as they are written, because small they mean something else. */
const codes = 'ADD|ASC|ASD|DCD|DLD|FASD|HI|MLD|MSI|OCD|ODD|PDA|PMLD|PTSD|SEMH|SLCN|SLD|SPD|SPLD|SpLD|VI'

const words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings.join('|')})`, 'iu')
const shorts = new RegExp(`(?<![\\p{L}\\p{N}])(?:${codes})(?![\\p{L}\\p{N}])`, 'u')

/**
 * Whether a text tells on paper what a child has: a condition, a type of need, or that others look after the child. Made
 * for what teachers write of what helps; it knows the usual words, so whoever prints a sheet still reads it.
 */
export const isSensitive = (text: string): boolean => words.test(text) || shorts.test(text)
