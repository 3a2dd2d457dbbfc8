import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import {
  choice,
  day,
  id,
  isUuid,
  limits,
  notAfter,
  optionalText,
  type Refuse,
  text,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { methods } from '../commands.ts'
import type { NoticeToEdit } from '../model.ts'
import { byRegister } from '../ways-to-send.ts'

export const addressees = ['parent', 'youngPerson'] as const

const methodChoices = ['post', 'handedOver', 'email', 'meeting', 'other'] as const
type OfferedMethod = (typeof methodChoices)[number]

/** Values of the addressee boxes that are not for contacts. The box of a contact has the contact's id. */
export const youngPerson = 'youngPerson'
export const someoneElse = 'someoneElse'

export const addresseeWords = { parent: 'A parent or carer', youngPerson: 'The young person' } as const
/** The label of each choice by its value. */
export const words = { ...methods, ...addresseeWords, other: 'another way' } as const

export const labels = {
  to: 'To whom does the letter go?',
  toName: 'Their name',
  toAddress: 'Their address',
  subject: 'What the letter is about',
  text: 'The letter',
  signedBy: 'Who signs it?',
  addressee: 'To whom did it go?',
  sentOn: 'When was it sent?',
  method: 'How was it sent?',
  otherMethod: 'How?',
} as const

const sentOn = (today: Day) => day('Enter the day on which it was sent', notAfter(today))
const otherMethod = () => optionalText(limits.name)

type SendingMethod = { method: OfferedMethod | typeof byRegister; otherMethod: string | null }
const refusing =
  (context: z.RefinementCtx): Refuse =>
  (field, message) =>
    context.addIssue({ code: 'custom', path: [field], message })

const refuseUnnamedMethod = ({ method, otherMethod }: SendingMethod, refuse: Refuse) => {
  if (method === 'other' && otherMethod === null) refuse('otherMethod', 'Say how it was sent')
}

const methodInWords = ({ method, otherMethod }: { method: OfferedMethod; otherMethod: string | null }): string =>
  method === 'other' ? (otherMethod ?? '') : methods[method]

const isAddressee = (ticked: string): boolean => ticked === youngPerson || ticked === someoneElse || isUuid(ticked)

/** The schema of a letter about a pupil. One form makes a letter for each ticked addressee. */
export const letterForm = (today: Day) =>
  z
    .object({
      id: id(),
      version: version(),
      to: z.array(z.string()).catch([]),
      toName: optionalText(limits.name),
      toAddress: optionalText(limits.line),
      subject: text('Enter what the letter is about'),
      text: text('Write the letter', limits.letter),
      signedBy: text('Enter who signs the letter', limits.name),
      sentOn: sentOn(today),
      method: choice([...methodChoices, byRegister], 'Choose how it was sent'),
      otherMethod: otherMethod(),
    })
    .superRefine(({ to, toName, sentOn, ...how }, context) => {
      const refuse = refusing(context)
      if (!to.some(isAddressee)) refuse('to', 'Choose to whom the letter goes')
      if (to.includes(someoneElse) && toName === null) refuse('toName', 'Enter their name')
      refuseUnnamedMethod(how, refuse)
      if (how.method === byRegister && sentOn !== today) {
        refuse('sentOn', 'What the register e-mails goes today. Enter today, or choose how else it was sent')
      }
    })
    .transform(({ method, otherMethod, ...letter }) => ({
      ...letter,
      to: [...new Set(letter.to)].filter(isAddressee),
      /** Null where the register e-mails the letter. */
      method: method === byRegister ? null : methodInWords({ method, otherMethod }),
    }))
export type SendLetter = z.infer<ReturnType<typeof letterForm>>

/** The schema of a notice that is corrected. Its letter stays as it was sent. */
export const noticeForm = (today: Day) =>
  z
    .object({
      version: version(),
      addressee: choice(addressees, 'Choose to whom it went'),
      sentOn: sentOn(today),
      method: choice(methodChoices, 'Choose how it was sent'),
      otherMethod: otherMethod(),
    })
    .superRefine((notice, context) => refuseUnnamedMethod(notice, refusing(context)))
    .transform(({ method, otherMethod, ...notice }) => ({ ...notice, method: methodInWords({ method, otherMethod }) }))
export type CorrectNotice = z.infer<ReturnType<typeof noticeForm>>

const methodFields = (method: string): { method: OfferedMethod; otherMethod: string } => {
  const known = methodChoices.find((one) => one !== 'other' && methods[one] === method)
  return known === undefined ? { method: 'other', otherMethod: method } : { method: known, otherMethod: '' }
}

/** The form values of a notice. */
export const noticeValues = (notice: NoticeToEdit): FormValues =>
  formValues({
    version: notice.version,
    addressee: notice.addressee,
    ...dayFields('sentOn', notice.sentOn),
    ...methodFields(notice.method),
  })
