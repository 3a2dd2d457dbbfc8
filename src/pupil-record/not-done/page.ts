import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { entryPath } from '../entry.ts'
import { labels } from './form.ts'
import type { Explained, Given } from './queries.ts'

type NotDonePage = PageModel & {
  heading: string
  /** The paragraphs and the subject of the step: "6.43 and 6.48 · Decision of 5 November". */
  about: string
  asks: string
  levelWords: string
  status: StepStatus
  word: string
  /** A sentence on what giving a reason changes and what it does not. */
  means: string
  /** The act and section, for a "must" rule; else empty. */
  law: string
  /** The link to the form that does the step after all; null where no form does. */
  instead: Link | null
  given: {
    because: string
    byline: string
    /** Who withdrew the reason and why; empty where it is not withdrawn. */
    withdrawn: string
    /**
     * The link that withdraws the reason or puts it back; null for a pupil's reason, because the pupil's timeline has
     * the link.
     */
    change: Link | null
  }[]
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
}

const meansOf = (isMust: boolean, isBreached: boolean): string => {
  if (isMust) return 'A reason does not make it done: the step stays open, and the report shows the reason beside it.'
  if (isBreached)
    return 'A reason does not put it right: it stays not in line with the Code, and the report shows the reason beside it.'
  return 'A school has to have regard to the Code, and can have good reasons to do otherwise. The step stays in checklist and report, with the reason beside it.'
}

const withdrawnInWords = ({ withdrawn }: Given, today: Day): string =>
  withdrawn === null ? '' : `Withdrawn by ${withdrawn.by}, ${shortDay(withdrawn.on, today)}: ${withdrawn.because}`

function changeOf({ id, withdrawn }: Given): Link | null {
  if (id === null) return null
  const named = { pupilId: null, kind: 'notDone', entryId: id } as const
  return withdrawn === null
    ? { text: 'Withdraw this reason', href: entryPath('withdraw', named) }
    : { text: 'Put it back', href: entryPath('put-back', named) }
}

/** The model of the page that asks why a step will not be done. */
export function notDonePage(shown: {
  explained: Explained
  heading: string
  today: Day
  back: Link
  action: string
  form: FormState
}): NotDonePage {
  const { explained, heading, today, back, action, form } = shown
  const { row, subject, given } = explained
  const isMust = row.level === 'must'
  return {
    title: 'Not done, because …',
    heading,
    about: [row.paragraph, row.title, subject].filter((part) => part !== '').join(' · '),
    asks: row.asks,
    levelWords: row.levelWords,
    status: row.status,
    word: row.word,
    means: meansOf(isMust, row.status === 'breached'),
    law: isMust ? `The law does not allow leaving this out (${row.law}).` : '',
    instead: row.action && { text: row.action.text, href: row.action.href },
    given: given.toReversed().map((reason) => ({
      because: reason.because,
      byline: `${reason.recordedBy}, ${shortDay(reason.recordedOn, today)}`,
      withdrawn: withdrawnInWords(reason, today),
      change: changeOf(reason),
    })),
    back,
    action,
    form,
    labels,
    limits,
  }
}
