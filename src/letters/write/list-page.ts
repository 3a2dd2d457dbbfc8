import type { Link } from '../../ui/components/common-options.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { deliveryInWords, stateOf } from '../delivery-words.ts'
import { noticesInWords } from '../letter-page.ts'
import { letterKinds, letterKindWords } from '../merging.ts'
import type { LetterToShow } from '../model.ts'
import { nameOf } from '../printed-letter.ts'

type ListPage = PageModel & {
  heading: string
  told: Link
  /** Links to the kinds of letter that can be written; empty where the reader may not write letters. */
  write: Link[]
  letters: {
    kind: string
    to: string
    subject: string
    href: string
    states: { words: string; isProblem: boolean }[]
  }[]
}

/** The address of the form for a kind of letter. */
const writeAt = (pupilPage: string, kind: (typeof letterKinds)[number]): string =>
  kind === 'formalNotice' ? `${pupilPage}/notices/new` : `${pupilPage}/letters/new?kind=${kind}`

/** The model of the list of all letters about a pupil with their deliveries. */
export function listPage(shown: {
  pupil: { pupilId: string; name: string }
  letters: readonly LetterToShow[]
  mayWrite: boolean
}): ListPage {
  const { pupil, letters, mayWrite } = shown
  const pupilPage = `/pupils/${pupil.pupilId}`
  return {
    title: 'Letters',
    heading: `Letters about ${pupil.name}`,
    back: { text: 'Back', href: pupilPage },
    told: { text: 'Were the parents told? The printout', href: `${pupilPage}/told` },
    write: mayWrite ? letterKinds.map((kind) => ({ text: letterKindWords[kind], href: writeAt(pupilPage, kind) })) : [],
    letters: letters.map((letter) => ({
      kind: letterKindWords[letter.kind],
      to: `${nameOf(letter.sentTo)}${letter.needs === null ? '' : ` (${letter.needs})`}`,
      subject: letter.subject,
      href: `${pupilPage}/letters/${letter.id}`,
      states:
        letter.deliveries.length > 0
          ? letter.deliveries.map((one) => ({
              words: deliveryInWords(one),
              isProblem: stateOf(one) === 'notDelivered',
            }))
          : noticesInWords(letter).map((words) => ({ words, isProblem: false })),
    })),
  }
}
