import type { Role } from '../../access/permissions.ts'
import { searchKey } from '../../ui/formats/search-key.ts'

/** A person's name and staff code, as a plan's provision names them: "Mr Callum Reid", "CRE". */
type Named = { name: string; code: string | null }

export type Deliverer = {
  role: Role
  /** The names and codes that count as this member of staff: their own, and those of the people they cover for. */
  as: readonly Named[]
  /** Whether the member of staff works with a class that the pupil is in. */
  isOfTheirClass: boolean
}

const everybody = ['all staff', 'all adults', 'everybody', 'everyone', 'whole staff']
const everyTeacher = ['all teachers', 'all teaching staff', 'every teacher']
const theirTeacher = ['class teacher', 'class teachers', 'subject teacher', 'subject teachers', 'all subject teachers']
const byRole: Readonly<Partial<Record<Role, readonly string[]>>> = {
  teachingAssistant: ['ta', 'teaching assistant', 'teaching assistants'],
  senco: ['senco', 'sendco'],
}
const women = ['mrs', 'miss', 'ms']
const titles = [...women, 'mr', 'mx', 'dr']

/** The words of a text as search keys, without a possessive "’s". Hyphenated words stay whole. */
const wordsOf = (text: string): string[] =>
  searchKey(text.replace(/['’]s\b/giu, ''))
    .split(/[^\p{L}\p{N}-]+/u)
    .filter(Boolean)

const stands = (phrase: readonly string[], words: readonly string[]): boolean =>
  phrase.length > 0 && ` ${words.join(' ')} `.includes(` ${phrase.join(' ')} `)

/** Whether two titles must belong to different people: Mr Khan cannot be Mrs Khan, but Miss Khan can be Mrs Khan. */
const isOther = (title: string, theirs: string): boolean =>
  titles.includes(theirs) && (title === 'mr' ? women.includes(theirs) : theirs === 'mr' && women.includes(title))

function names({ name, code }: Named, words: readonly string[]): boolean {
  const own = wordsOf(name)
  const surname = own.at(-1)
  const bySurname = words.some(
    (word, index) =>
      word === surname && !isOther(words[index - 1] ?? '', titles.includes(own[0] ?? '') ? (own[0] ?? '') : ''),
  )
  return bySurname || stands(code === null ? [] : wordsOf(code), words)
}

/**
 * Whether a plan's "delivered by" text names this member of staff: their surname or staff code as a word, or a phrase
 * for all staff of their kind. If in doubt, the answer is no.
 */
export function delivers(deliveredBy: string, { role, as, isOfTheirClass }: Deliverer): boolean {
  const words = wordsOf(deliveredBy)
  const isTeacher = role !== 'teachingAssistant'
  const phrases = [
    ...everybody,
    ...(isTeacher ? everyTeacher : []),
    ...(isTeacher && isOfTheirClass ? theirTeacher : []),
    ...(byRole[role] ?? []),
  ]
  return as.some((one) => names(one, words)) || phrases.some((phrase) => stands(phrase.split(' '), words))
}
