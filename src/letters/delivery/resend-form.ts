import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { choice, day, id, limits, notAfter, optionalText } from '../../ui/forms/fields.ts'
import type { DeliveryMethod } from '../commands.ts'
import { methods } from '../commands.ts'
import { byRegister } from '../ways-to-send.ts'

export const labels = {
  method: 'How does it go this time?',
  email: 'E-mail address',
  sentOn: 'When was it sent?',
} as const

const resendMethods = ['post', 'handedOver', 'email', 'meeting', byRegister] as const

const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** The schema of the form that sends a saved letter again. The text cannot change. */
export const resendForm = (today: Day) =>
  z
    .object({
      id: id(),
      method: choice(resendMethods, 'Choose how it goes'),
      email: optionalText(limits.line),
      sentOn: day('Enter the day on which it was sent', notAfter(today)),
    })
    .superRefine(({ method, email, sentOn }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (method !== byRegister) return
      if (email === null) refuse('email', 'Enter the e-mail address')
      else if (!looksLikeEmail.test(email)) {
        refuse('email', 'This is not an e-mail address. It needs an @ and a full stop after it')
      }
      if (sentOn !== today) refuse('sentOn', 'What the register e-mails goes today. Enter today')
    })
    .transform(({ id, method, email, sentOn }): { id: string; how: DeliveryMethod } => ({
      id,
      how: method === byRegister ? { email: email ?? '' } : { method: methods[method], sentOn },
    }))
