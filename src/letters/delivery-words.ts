import { isStopped } from '../pupil-record/planned-reviews/model.ts'
import { dayInWords } from '../ui/formats/words.ts'
import type { Delivery } from './model.ts'

/** The state of a delivery: it was sent, waits to be sent, or did not arrive. */
type DeliveryState = 'sent' | 'waiting' | 'notDelivered'

/**
 * The state of a delivery. If the delivery has a formal notice, the state of the notice decides, so that the printout
 * never says that somebody was informed where the rules do not count it.
 */
export const stateOf = ({ status, notice }: Pick<Delivery, 'status' | 'notice'>): DeliveryState => {
  if (status === 'queued') return 'waiting'
  if (status === 'failed' || notice === 'withdrawn') return 'notDelivered'
  return status === 'cameBack' && notice === null ? 'notDelivered' : 'sent'
}

const asSentence = (words: string): string => words.trim().replace(/[.\s]+$/, '')

const triesInWords = (tries: number): string => (tries === 1 ? 'tried once' : `tried ${tries} times`)

const by = (name: string): string => (name === '' ? '' : `, by ${name}`)

/** One delivery of a letter in a sentence: how, when, by whom, and whether it arrived. */
export function deliveryInWords(delivery: Delivery): string {
  const { method, sentOn, sentBy, address, status, tries, problem, notice } = delivery
  const to = address === null ? '' : ` to ${address}`
  const on = sentOn === null ? '' : ` on ${dayInWords(sentOn)}`
  const why = problem === null ? '' : asSentence(problem)
  const sending = `${method}${to}${on}${by(sentBy)}`
  if (status === 'cameBack') {
    return `Came back: ${sending}. ${notice === 'stands' ? 'Its notice was put back since: it counts as sent' : 'It counts as not sent'}`
  }
  if (notice === 'withdrawn') return `Withdrawn: ${sending}. It counts as not sent`
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
      if (isStopped(delivery)) return `Not sent${to}: ${why}`
      return `Not delivered${to}: ${why === '' ? 'the mail server did not take it' : why}. Print it, or correct the address and send it again`
  }
}
