import { type Permission, type Role, scopeOf } from '../../access/permissions.ts'
import { ruleById } from '../../code-of-practice/catalogue.ts'
import type { TimelineEntry } from '../../ui/components/own-component-options.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { concernDetails, raiserWithWriter, triedInClass } from '../concerns/model.ts'
import { decisionTitle } from '../decisions/model.ts'
import { considerationReasons, considerationTitle } from '../ehc-considerations/model.ts'
import type { EntryKind, Withdrawn } from '../entry.ts'
import { together } from '../facts.ts'
import { meetingKindWords } from '../meetings/model.ts'
import { noticeTitle } from '../notices/model.ts'
import { professionalCalled } from '../professionals/model.ts'
import type { PupilPageContents } from './contents.ts'

/** The most characters of an entry that the timeline shows. The entry's link leads to the whole text. */
const excerptLength = 320

const excerpt = (text: string | null): string => {
  const whole = (text ?? '').trim()
  if (whole.length <= excerptLength) return whole
  return `${whole.slice(0, excerptLength).replace(/\s+\S*$/, '')} …`
}

const sentences = (...parts: readonly (string | null)[]): string =>
  parts
    .map((part) => (part ?? '').trim())
    .filter(Boolean)
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ')

const reviewWords = {
  continue: 'the plan goes on',
  change: 'the plan changes',
  stepUp: 'more help is needed',
  end: 'the plan ends',
} as const

/** One thing that happened. `step` orders the events of one day: later steps are above earlier ones. */
type TimelineEvent = {
  on: string
  step: number
  title: string
  byline: string
  text: string
  /** The items of a list below the text. */
  points?: readonly string[]
  href: string
  may: Permission
  /** The entry that can be withdrawn at this event. Of several events of one entry, only the first has it. */
  entry: { kind: EntryKind; id: string } | null
  withdrawn: Withdrawn | null
}

const concernsOf = ({ concerns }: PupilPageContents, base: string): TimelineEvent[] =>
  concerns.flatMap((concern) => {
    const edit = { href: `${base}/concerns/${concern.id}/edit`, may: 'concern:answer' } as const
    const { withdrawn } = concern
    const closed = concern.closedOn === null ? null : `Closed ${dayInWords(concern.closedOn)}: ${concern.closedBecause}`
    const tried = triedInClass(concern).map(excerpt)
    const leadsIn = tried.length === 0 ? '' : ' Tried in class:'
    const raised: TimelineEvent = {
      ...edit,
      on: concern.raisedOn,
      step: 0,
      title: 'Concern',
      byline: raiserWithWriter(concern),
      text: `${sentences(excerpt(concern.seen), ...concernDetails(concern), closed)}${leadsIn}`,
      points: tried,
      entry: { kind: 'concern', id: concern.id },
      withdrawn,
    }
    if (concern.answeredOn === null) return [raised]
    const text = sentences(excerpt(concern.answer))
    return [
      raised,
      { ...edit, on: concern.answeredOn, step: 1, title: 'Concern answered', byline: '', text, entry: null, withdrawn },
    ]
  })

const meetingsOf = ({ meetings }: PupilPageContents, base: string): TimelineEvent[] =>
  meetings.map(({ id, kind, heldOn, whoTookPart, nextSteps, withdrawn }) => ({
    on: heldOn,
    step: 2,
    title: meetingKindWords[kind],
    byline: '',
    text: sentences(whoTookPart && `With ${whoTookPart}`, nextSteps && `Next steps: ${excerpt(nextSteps)}`),
    href: `${base}/meetings/${id}/edit`,
    may: 'meeting:record',
    entry: { kind: 'meeting', id },
    withdrawn,
  }))

const decisionsOf = ({ decisions }: PupilPageContents, base: string): TimelineEvent[] =>
  decisions.map((decision) => ({
    on: decision.decidedOn,
    step: 3,
    title: decisionTitle(decision),
    byline: together(decision.teacher, decision.senco),
    text: sentences(excerpt(decision.evidence)),
    href: `${base}/decisions/${decision.id}/edit`,
    may: 'decision:record',
    entry: { kind: 'decision', id: decision.id },
    withdrawn: decision.withdrawn,
  }))

const noticesOf = ({ notices }: PupilPageContents, base: string): TimelineEvent[] =>
  notices.map((notice) => ({
    on: notice.sentOn,
    step: 4,
    title: noticeTitle(notice),
    byline: notice.signedBy ?? '',
    text: sentences(notice.method),
    entry: { kind: 'notice', id: notice.id },
    withdrawn: notice.withdrawn,
    ...(notice.letterId === null
      ? { href: `${base}/notices/${notice.id}/edit`, may: 'notice:send' as const }
      : { href: `${base}/letters/${notice.letterId}`, may: 'record:read' as const }),
  }))

const plansOf = ({ plans, reviews }: PupilPageContents, base: string): TimelineEvent[] =>
  plans.flatMap((plan) => {
    const place = { href: `${base}/plans/${plan.id}`, may: 'record:read' } as const
    const reviewOn = plan.reviewOn && `To be reviewed on ${dayInWords(plan.reviewOn)}`
    const agreed: TimelineEvent = {
      ...place,
      on: plan.agreedOn,
      step: 5,
      title: 'Plan agreed',
      byline: together(plan.teacher, plan.senco),
      text: sentences(excerpt(plan.expectedImpact), reviewOn),
      entry: { kind: 'plan', id: plan.id },
      withdrawn: plan.withdrawn,
    }
    const started = plan.startedOn && {
      ...place,
      on: plan.startedOn,
      step: 6,
      title: 'Plan started',
      byline: '',
      text: '',
      entry: null,
      withdrawn: plan.withdrawn,
    }
    const ofPlan = reviews.filter(({ planId }) => planId === plan.id)
    const reviewed = ofPlan.map(
      (review): TimelineEvent => ({
        on: review.heldOn,
        step: 7,
        title: review.decision === null ? 'Plan reviewed' : `Plan reviewed: ${reviewWords[review.decision]}`,
        byline: '',
        text: sentences(excerpt(review.impact)),
        href: `${base}/plans/${plan.id}/review`,
        may: 'review:hold',
        // A review that was withdrawn with its plan is put back with its plan, not by itself.
        entry: plan.withdrawn === null ? { kind: 'review', id: review.id } : null,
        withdrawn: review.withdrawn ?? plan.withdrawn,
      }),
    )
    return [agreed, started, ...reviewed].filter((one) => one !== null && one !== '')
  })

const professionalsOf = ({ professionals }: PupilPageContents, base: string): TimelineEvent[] =>
  professionals.flatMap((one) => {
    const called = professionalCalled(one)
    const common = {
      href: `${base}/professionals/${one.id}/edit`,
      may: 'professional:involve',
      step: 4,
      entry: { kind: 'professional', id: one.id },
      withdrawn: one.withdrawn,
    } as const
    const days: (TimelineEvent | null)[] = [
      one.agreementOn && {
        ...common,
        on: one.agreementOn,
        title: one.agreementAnswer === 'refused' ? 'Contact not agreed to' : 'Contact agreed to',
        byline: one.agreementBy ?? '',
        text: sentences(called),
      },
      one.contactedOn && {
        ...common,
        on: one.contactedOn,
        title: 'Professional contacted',
        byline: '',
        text: sentences(called),
      },
      one.adviceReceivedOn && {
        ...common,
        on: one.adviceReceivedOn,
        title: 'Advice received',
        byline: called,
        text: sentences(excerpt(one.advice)),
      },
    ].map((entry) => entry || null)
    const found = days.filter((entry) => entry !== null)
    // Without any other day, the day of the withdrawal is the only one.
    if (found.length === 0 && one.withdrawn)
      found.push({
        ...common,
        on: one.withdrawn.on,
        title: 'Professional involved',
        byline: '',
        text: sentences(called),
      })
    return found.map((entry, place) => (place === 0 ? entry : { ...entry, entry: null }))
  })

const considerationsOf = ({ ehcConsiderations }: PupilPageContents, base: string): TimelineEvent[] =>
  ehcConsiderations.map((one) => {
    const because = considerationReasons(one)
    return {
      on: one.consideredOn,
      step: 8,
      title: considerationTitle(one),
      byline: '',
      text: sentences(because && `Because ${because}`, excerpt(one.note)),
      href: `${base}/ehc-considerations/${one.id}/edit`,
      may: 'ehc:consider',
      entry: { kind: 'ehcConsideration', id: one.id },
      withdrawn: one.withdrawn,
    }
  })

const notDoneOf = ({ notDone }: PupilPageContents, base: string): TimelineEvent[] =>
  notDone.map(({ id, rule, because, recordedOn, recordedBy, withdrawn }) => ({
    on: recordedOn,
    step: 9,
    title: `Not done: ${ruleById(rule)?.title ?? rule}`,
    byline: recordedBy,
    text: sentences(excerpt(because)),
    href: `${base}/steps/${rule}`,
    may: 'record:read',
    entry: { kind: 'notDone', id },
    withdrawn,
  }))

/** All that happened with a pupil, newest first. Each event links to its entry if the role may open that. */
export function timelineOf(pupilId: string, contents: PupilPageContents, role: Role): TimelineEntry[] {
  const base = `/pupils/${pupilId}`
  const kinds = [concernsOf, meetingsOf, decisionsOf, noticesOf, plansOf, professionalsOf, considerationsOf, notDoneOf]
  const happened = kinds.flatMap((kind) => kind(contents, base))
  happened.sort((one, other) => (one.on === other.on ? other.step - one.step : one.on < other.on ? 1 : -1))
  const mayWithdraw = scopeOf(role, 'entry:withdraw') !== null
  return happened.map(({ on, title, byline, text, points, href, may, entry, withdrawn }) => ({
    title,
    byline,
    on,
    onWords: dayInWords(on),
    text,
    points: points ?? [],
    href: withdrawn !== null || scopeOf(role, may) === null ? '' : href,
    withdrawn: withdrawn === null ? '' : withdrawnInWords(withdrawn),
    withdraw: entry !== null && mayWithdraw ? withdrawLink(base, entry, withdrawn !== null) : null,
  }))
}

const withdrawnInWords = ({ on, by, because }: Withdrawn): string =>
  `Withdrawn${by === null ? '' : ` by ${by}`} on ${dayInWords(on)}: ${because}`

const withdrawLink = (base: string, { kind, id }: { kind: EntryKind; id: string }, isWithdrawn: boolean) => ({
  text: isWithdrawn ? 'Put it back' : 'Withdraw',
  href: `${base}/${isWithdrawn ? 'put-back' : 'withdraw'}/${kind}/${id}`,
})
