import { dayInWords } from '../web/words.ts'
import type { Delivery } from './queries.ts'

/** How a delivery stands: it went, it waits, or it did not arrive. */
export type DeliveryState = 'sent' | 'waiting' | 'notDelivered'

export const stateOf = ({ status }: Pick<Delivery, 'status'>): DeliveryState => {
  if (status === 'queued') return 'waiting'
  return status === 'failed' || status === 'cameBack' ? 'notDelivered' : 'sent'
}

const asSentence = (words: string): string => words.trim().replace(/[.\s]+$/, '')

const triesInWords = (tries: number): string => (tries === 1 ? 'tried once' : `tried ${tries} times`)

const by = (name: string): string => (name === '' ? '' : `, by ${name}`)

/** What became of one sending of a letter, in a sentence: how, when, by whom, and whether it arrived. */
export function deliveryInWords({ method, sentOn, sentBy, address, status, tries, problem }: Delivery): string {
  const to = address === null ? '' : ` to ${address}`
  const on = sentOn === null ? '' : ` on ${dayInWords(sentOn)}`
  const why = problem === null ? '' : asSentence(problem)
  switch (status) {
    case 'recorded':
      return `Sent${on}: ${method}${by(sentBy)}`
    case 'queued':
      return tries === 0
        ? `E-mail${to}: waiting to be sent${by(sentBy)}`
        : `E-mail${to}: waiting to be sent (${triesInWords(tries)}${why === '' ? '' : `; ${why}`})${by(sentBy)}`
    case 'accepted':
      return `E-mailed${to}${on}: the mail server took it${by(sentBy)}`
    case 'failed':
      return `Not delivered${to}: ${why === '' ? 'the mail server did not take it' : why}. Print it, or correct the address and send it again`
    case 'cameBack':
      return `Came back: ${method}${to}${on}${by(sentBy)}. It counts as not sent`
  }
}
