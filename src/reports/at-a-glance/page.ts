import { type RuleId, ruleById } from '../../code-of-practice/catalogue.ts'
import { type Day, type SchoolCalendar, schoolDaysBetween } from '../../days/calendar.ts'
import { checklistRow } from '../../findings/checklist.ts'
import type { FindingWithStep } from '../../findings/pupil-findings.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { dayInWords, monthInWords, yearInWords } from '../../ui/formats/words.ts'
import { type ActivityCounts, activityKinds } from '../activity-counts.ts'
import { changesBetween } from '../changes.ts'
import { questionForSenco } from '../question-for-senco.ts'
import { count, figuresByRule, inWholePercent, isOpen } from '../rule-figures.ts'

type Figure = { value: string; label: string; says: string; href: string }
type LongestWaiting = {
  name: string
  href: string
  about: string
  step: string
  status: StepStatus
  word: string
  days: string
  reasonHref: string
  /** The recorded reason why the step will not be done; empty if none is recorded. */
  reason: string
}
type ActivityRow = { what: string; now: string; before: string }

type GlancePage = {
  title: string
  heading: string
  asOf: string
  question: string
  figures: Figure[]
  waiting: LongestWaiting[]
  done: ActivityRow[]
  doneHeads: { now: string; before: string }
  changed: string
  changesHref: string
}

type DoneShare = { done: number; of: number }

/** The share done of the steps that had fallen due, over the rules that `isMeant` accepts. */
function shareOf(pupils: readonly RegisterPupilWithFindings[], isMeant: (rule: RuleId) => boolean): DoneShare {
  let [done, of] = [0, 0]
  for (const { rule, figures } of figuresByRule(pupils)) {
    if (!isMeant(rule.id)) continue
    done += figures.met
    of += figures.met + figures.missing + figures.breached
  }
  return { done, of }
}

const percent = ({ done, of }: DoneShare): number | null => (of === 0 ? null : inWholePercent(done, of))

const isLaw = (rule: RuleId): boolean => ruleById(rule)?.level === 'must'

const lawMissing = (pupils: readonly RegisterPupilWithFindings[]): number => {
  const { done, of } = shareOf(pupils, isLaw)
  return of - done
}

const beside = (before: number | null, unit: string): string =>
  before === null ? '' : `${before}${unit} four weeks ago`

function figuresOf(now: readonly RegisterPupilWithFindings[], before: readonly RegisterPupilWithFindings[]): Figure[] {
  const supported = (pupils: readonly RegisterPupilWithFindings[]) =>
    pupils.filter(({ pupilFindings }) => pupilFindings.registerEntry.status === 'senSupport').length
  const lookedAt = now.filter(({ pupilFindings }) => pupilFindings.registerEntry.status === 'lookedAt').length
  const all = (pupils: readonly RegisterPupilWithFindings[]) => percent(shareOf(pupils, () => true))
  const reviews = shareOf(now, (rule) => rule === '6.44-review-held')
  const read = shareOf(now, (rule) => rule === '6.49-staff-aware')
  const inPercent = (share: number | null) => (share === null ? '–' : `${share}%`)
  return [
    {
      value: String(supported(now)),
      label: 'on SEN Support',
      says: `${lookedAt} being looked at; ${supported(before)} on SEN Support four weeks ago`,
      href: '/register?status=senSupport',
    },
    {
      value: String(lawMissing(now)),
      label: 'missing that the law requires',
      says: beside(lawMissing(before), ''),
      href: '/report',
    },
    {
      value: inPercent(all(now)),
      label: 'done of all steps that had fallen due',
      says: beside(all(before), '%'),
      href: '/report/over-time',
    },
    {
      value: inPercent(percent(reviews)),
      label: 'of reviews that were due are held',
      says: `${reviews.done} of ${reviews.of}`,
      href: '/report/6.44-review-held?status=missing',
    },
    {
      value: inPercent(percent(read)),
      label: 'of staff have read the plans they work with',
      says: `${read.done} of ${read.of}`,
      href: '/report/6.49-staff-aware?status=missing',
    },
  ]
}

const mostWaiting = 3

type LateStep = { pupil: RegisterPupilWithFindings; finding: FindingWithStep; dueOn: Day }

/** The step that has been open longest for each pupil, longest first, at most `mostWaiting`. */
function waitingOf(
  pupils: readonly RegisterPupilWithFindings[],
  calendar: SchoolCalendar,
  today: Day,
): LongestWaiting[] {
  const late = pupils.flatMap((pupil): LateStep[] => {
    const [longest] = pupil.pupilFindings.findings
      .flatMap((finding) =>
        isOpen(finding) && finding.dueOn !== null ? [{ pupil, finding, dueOn: finding.dueOn }] : [],
      )
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
    return longest ? [longest] : []
  })
  return late
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
    .slice(0, mostWaiting)
    .map(({ pupil, finding, dueOn }) => {
      const row = checklistRow(finding, pupil.context)
      const days = schoolDaysBetween(calendar, dueOn, today)
      return {
        name: nameOf(pupil),
        href: `/pupils/${pupil.pupilId}`,
        about: [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · '),
        step: `${row.level === 'must' ? 'The law: ' : ''}${row.paragraph} ${row.title}`,
        status: row.status,
        word: row.word,
        days: count(days, 'school day late', 'school days late'),
        reasonHref: row.reasonHref,
        reason: row.reason,
      }
    })
}

const activityWords: Readonly<Record<(typeof activityKinds)[number], string>> = {
  concerns: 'Concerns raised',
  answers: 'Concerns answered',
  meetings: 'Meetings with parents and pupils',
  decisions: 'Decisions',
  notices: 'Formal letters to parents',
  plans: 'Plans agreed',
  reviews: 'Reviews held',
}

/** The page At a glance: what a head teacher wants to know at the start of a week, on one page. */
export function glancePage(shown: {
  now: readonly RegisterPupilWithFindings[]
  before: readonly RegisterPupilWithFindings[]
  done: readonly [ActivityCounts, ActivityCounts]
  calendar: SchoolCalendar
  today: Day
  /** The last day of the previous month, which the figures are compared with. */
  monthBefore: Day
}): GlancePage {
  const { now, before, today, calendar, monthBefore } = shown
  const [thisMonth, lastMonth] = shown.done
  const changes = changesBetween(before, now)
  return {
    title: 'At a glance',
    heading: 'At a glance',
    asOf: dayInWords(today),
    question: questionForSenco(now),
    figures: figuresOf(now, before),
    waiting: waitingOf(now, calendar, today),
    done: activityKinds.map((kind) => ({
      what: activityWords[kind],
      now: String(thisMonth[kind]),
      before: String(lastMonth[kind]),
    })),
    doneHeads: { now: `${monthInWords(today)} so far`, before: monthInWords(monthBefore) },
    changed: `In the last four weeks ${count(changes.opened.length, 'step', 'steps')} fell open and ${changes.putRight.length} ${changes.putRight.length === 1 ? 'was' : 'were'} put right.`,
    changesHref: '/report/changes',
  }
}
