import { type Role, scopeOf } from '../../access/permissions.ts'
import type { Reason, ReasonFact, ReasonsPage } from '../../findings/reasons.ts'
import { formFor } from '../../findings/step-forms.ts'
import type { AsOfDay } from '../../http/as-of-param.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'

type ReasonShown = {
  /** "Concern of 3 October"; empty where the rule is about the pupil as a whole. */
  subject: string
  status: StepStatus
  word: string
  because: string
  counted: { text: string }[]
  notCounted: { text: string }[]
  action: Link | null
  notDone: Link | null
}

type StepPage = {
  title: string
  asOf: string
  fault: string
  back: Link
  heading: string
  pupilName: string
  paragraph: string
  asks: string
  levelWords: string
  law: string
  target: string
  edition: string
  whyNone: string
  reasons: ReasonShown[]
  /** The link to the same page as of today; empty where the page shows today. */
  todayHref: string
}

const factOf = ({ label, on, why }: ReasonFact): { text: string } => ({
  text: `${label}${on === '' ? '' : `: ${on}`}${why === '' ? '' : ` (${why.slice(0, 1).toLowerCase()}${why.slice(1)})`}`,
})

function reasonOf({ subject, row, counted, notCounted }: Reason, role: Role): ReasonShown {
  const mayExplain = row.notDoneHref !== '' && scopeOf(role, 'notDone:explain') !== null
  return {
    subject,
    status: row.status,
    word: row.word,
    because: row.reason.replace(/^Not done, because /, ''),
    counted: counted.map(factOf),
    notCounted: notCounted.map(factOf),
    action: formFor(role, row.action),
    notDone: mayExplain ? { text: 'Say why it will not be done', href: row.notDoneHref } : null,
  }
}

type StepPageData = {
  pupil: { pupilId: string; name: string }
  found: ReasonsPage
  asked: AsOfDay
  today: string
  role: Role
}

/**
 * The model of the page that explains a status: what the Code asks, and the facts behind each finding, as of the day.
 */
export function stepPage({ pupil, found, asked, today, role }: StepPageData): StepPage {
  const here = `/pupils/${pupil.pupilId}`
  return {
    title: `${found.paragraph} ${found.title}`,
    asOf: asked.words,
    fault: asked.fault,
    back: { text: 'Pupil', href: here },
    heading: found.title,
    pupilName: pupil.name,
    paragraph: found.paragraph,
    asks: found.asks,
    levelWords: found.levelWords,
    law: found.law,
    target: found.target,
    edition: found.edition,
    whyNone: found.whyNone,
    reasons: found.reasons.map((reason) => reasonOf(reason, role)),
    todayHref: asked.asOf === today ? '' : `${here}/steps/${found.rule}`,
  }
}
