import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { methodItems } from '../ways-to-send.ts'
import { addressees, addresseeWords, labels } from './form.ts'

const inSentence = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

/** The message about a notice that does not count. */
export const notCountedInWords = (why: string): string =>
  `It does not count as telling the parents formally (6.43, 6.48): ${inSentence(why)}.`

type NoticePage = PageModel & {
  heading: string
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  addressees: { value: string; text: string }[]
  methods: { value: string; text: string }[]
  /** The link to the letter as it was sent; null for a notice without a letter. */
  letter: Link | null
  /** Why the notice does not count as telling the parents formally; else empty. */
  notCounted: string
}

/** The model of the page that corrects a notice's day, method or addressee. */
export function noticePage(shown: {
  pupil: { pupilId: string; name: string }
  noticeId: string
  form: FormState
  letterId: string | null
  whyNotCounted: string | null
}): NoticePage {
  const { pupil, letterId, whyNotCounted } = shown
  const pupilPage = `/pupils/${pupil.pupilId}`
  return {
    title: 'Notice of SEN Support',
    heading: `How ${pupil.name}’s parents were told`,
    back: { text: 'Back', href: pupilPage },
    action: `${pupilPage}/notices/${shown.noticeId}/edit`,
    form: shown.form,
    labels,
    limits,
    addressees: addressees.map((value) => ({ value, text: addresseeWords[value] })),
    methods: methodItems,
    letter: letterId === null ? null : { text: 'See the letter', href: `${pupilPage}/letters/${letterId}` },
    notCounted: whyNotCounted === null ? '' : notCountedInWords(whyNotCounted),
  }
}
