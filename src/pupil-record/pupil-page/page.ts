import type { Role } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import {
  type ChecklistRow,
  checklist,
  type FindingsContext,
  type NextStep,
  nextSteps,
  ruleOf,
} from '../../findings/checklist.ts'
import type { FindingWithStep, PupilFindings } from '../../findings/pupil-findings.ts'
import { subjectInWords } from '../../findings/reasons.ts'
import { REGISTER_STATUS_WORDS, type RegisterEntry } from '../../findings/register-status.ts'
import { formFor } from '../../findings/step-forms.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepOptions, TimelineEntry } from '../../ui/components/own-component-options.ts'
import { dayInWords, NEED_WORDS, shortDay, yearInWords } from '../../ui/formats/words.ts'
import { isOnAmberList } from '../amber/model.ts'
import type { PupilPageContents } from './contents.ts'
import { allowed, formsOf, may } from './form-links.ts'
import {
  type ContactShown,
  contactOf,
  type ProfessionalShown,
  professionalsOf,
  type StaffShown,
  staffOf,
} from './people.ts'
import { timelineOf } from './timeline.ts'

type PupilHeading = {
  pupilId: string
  name: string
  forename: string
  dateOfBirth: string
  yearGroup: string
  registrationGroup: string | null
}

type PupilPage = {
  title: string
  back: Link
  name: string
  forename: string
  /** Lines at the top of the page: year, class, date of birth, needs, status and since when. */
  facts: string[]
  /** A note when the record and the school's information system disagree about the status; empty otherwise. */
  flag: string
  /** Who looks after the pupil on the amber list, and when; null for a pupil who is not on it. */
  amber: { text: string; link: Link } | null
  next: { text: string; action: Link | null; more: string } | null
  /** The message shown where there is no next step. */
  nothingNext: string
  steps: StepOptions[]
  /** The message shown where there is no checklist. */
  whyNoSteps: string
  helps: {
    needs: string
    helps: readonly string[]
    avoid: readonly string[]
    outcomes: string[]
    provision: string[]
    /** Which version of the plan staff have read: "Version 2, read by 4 of 6" */
    read: string
    notRead: string
    planHref: string
    shareHref: string
  } | null
  noPlan: { text: string; link: Link | null }
  /** Links to forms that the user's role may open. */
  buttons: Link[]
  moreForms: Link[]
  editHref: string
  contacts: ContactShown[]
  staff: StaffShown[]
  professionals: ProfessionalShown[]
  entries: TimelineEntry[]
}

type PupilPageData = {
  who: PupilHeading
  pupilFindings: PupilFindings
  context: FindingsContext
  contents: PupilPageContents
  role: Role
}

/** The pupil's status in words: "SEN Support since 5 November" */
const statusInWords = ({ status, since }: RegisterEntry, today: Day): string =>
  `${REGISTER_STATUS_WORDS[status]}${since === null ? '' : ` since ${shortDay(since, today)}`}`

function factsOf({ who, pupilFindings, context, contents }: PupilPageData): string[] {
  return [
    yearInWords(who.yearGroup),
    who.registrationGroup ?? contents.classes.join(', '),
    `born ${dayInWords(who.dateOfBirth)}`,
    ...contents.needs.map((need) => NEED_WORDS[need]),
    statusInWords(pupilFindings.registerEntry, context.today),
    contents.leftOn === null
      ? ''
      : `${contents.leftOn < context.today ? 'left' : 'leaves'} on ${dayInWords(contents.leftOn)}`,
  ].filter(Boolean)
}

function amberOf({ who, pupilFindings, context, contents: { amber }, role }: PupilPageData): PupilPage['amber'] {
  if (!isOnAmberList(pupilFindings.registerEntry, amber ?? undefined)) return null
  const place = `/pupils/${who.pupilId}/amber`
  const list = { text: 'Amber list', href: '/amber' }
  if (amber === null)
    return { text: 'no owner yet', link: may(role, 'amber:write') ? { text: 'Take on', href: `${place}/new` } : list }
  const verb = amber.nextLookOn < context.today ? 'was to look again on' : 'looks again on'
  const text = `${amber.ownerName} ${verb} ${shortDay(amber.nextLookOn, context.today)}`
  return { text, link: may(role, 'amber:look') ? { text: 'Record a look', href: `${place}/${amber.id}/look` } : list }
}

/** Makes the first letter small, for words in the middle of a sentence, unless they begin with an abbreviation. */
const firstLower = (words: string): string => words.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())

function nextOf(steps: readonly NextStep[], role: Role): PupilPage['next'] {
  const [first, ...others] = steps
  if (first === undefined) return null
  const level = first.level === 'must' ? 'the law, ' : ''
  return {
    text: `${first.title} (${level}${firstLower(first.word)})`,
    action: formFor(role, first.action),
    more: others.length === 0 ? '' : `${others.length} more below`,
  }
}

function nothingNext({ registerEntry, findings }: PupilFindings, today: Day): string {
  if (registerEntry.nextReviewOn !== null && registerEntry.nextReviewOn < today)
    return `A review was due on ${shortDay(registerEntry.nextReviewOn, today)}: look again at what was decided.`
  if (registerEntry.nextReviewOn !== null)
    return `Nothing is due. The next review is on ${shortDay(registerEntry.nextReviewOn, today)}.`
  return findings.length > 0 ? 'Nothing is due.' : ''
}

/**
 * The rows of one rule as the checklist shows them: each open row by itself, and all done rows as one with their count.
 */
function foldDone(rows: readonly ChecklistRow[]): { row: ChecklistRow; count: number }[] {
  const done = rows.filter(({ status }) => status === 'met' || status === 'late')
  const [first] = done
  if (first === undefined || done.length === 1) return rows.map((row) => ({ row, count: 1 }))
  const late = done.find(({ status }) => status === 'late')
  const open = rows.filter((row) => !done.includes(row)).map((row) => ({ row, count: 1 }))
  return [...open, { row: late ?? first, count: done.length }]
}

const foldedWord = ({ status, word }: ChecklistRow, count: number): string => {
  if (count === 1) return word
  return status === 'late' ? `Done ${count} times, some late` : `Done ${count} times`
}

function linksOf(row: ChecklistRow, role: Role): Link[] {
  const action = formFor(role, row.action)
  const why = { text: 'The facts and days behind this', href: row.reasonHref }
  const notDone = { text: 'Say why it will not be done', href: row.notDoneHref }
  const mayExplain = row.notDoneHref !== '' && may(role, 'notDone:explain')
  return [...(action ? [action] : []), why, ...(mayExplain ? [notDone] : [])]
}

const says = ({ level, law, asks }: ChecklistRow): string =>
  level === 'must' ? `The law (${law}): ${firstLower(asks)}` : `The Code says: ${firstLower(asks)}`

const idOf = (rule: string, index: number): string =>
  `step-${rule.replaceAll('.', '-')}${index === 0 ? '' : `-${index}`}`

function stepsOf({ pupilFindings, context, contents, role }: PupilPageData): StepOptions[] {
  const names = new Map(contents.staff.map(({ id, name }) => [id, name]))
  const rows = checklist(pupilFindings.findings, context).flatMap((group) => group.rows)
  const byRule = [...new Set(rows.map(({ rule }) => rule))].map((rule) => rows.filter((row) => row.rule === rule))
  return byRule.flatMap((ofRule) =>
    foldDone(ofRule).map(({ row, count }, index): StepOptions => {
      const subject =
        count > 1 || ofRule.length === 1 ? '' : subjectInWords(row.subject, contents, names, context.today)
      return {
        id: idOf(row.rule, index),
        paragraph: ruleOf(row).paragraph,
        title: subject === '' ? row.title : `${row.title}: ${subject}`,
        law: row.level === 'must',
        status: row.status,
        word: foldedWord(row, count),
        says: says(row),
        facts: [],
        notCounted: [],
        because: row.reason.replace(/^Not done, because /, ''),
        links: linksOf(row, role),
        open: false,
      }
    }),
  )
}

function whyNoSteps({ registerEntry, findings }: PupilFindings): string {
  if (findings.length > 0) return ''
  if (registerEntry.status === 'ehcPlan') {
    return 'An Education, Health and Care plan is in force. Paragraphs 6.37 to 6.49 of the Code are for pupils without one, so there is no checklist here: the plan itself, and its review each year, say what is to be done.'
  }
  return 'No concern has been logged, so the Code asks for nothing yet.'
}

/** How many staff have to know the plan, and who has not read it, by the findings of 6.49. */
function readersOf(
  findings: readonly FindingWithStep[],
  contents: PupilPageContents,
): { all: number; notRead: string[] } {
  const readers = findings.filter(({ rule }) => rule === '6.49-staff-aware')
  const waiting = new Set(readers.filter(({ status }) => status !== 'met').map(({ subject }) => subject))
  return { all: readers.length, notRead: contents.staff.filter(({ id }) => waiting.has(id)).map(({ name }) => name) }
}

function helpsOf({ who, pupilFindings, context, contents, role }: PupilPageData): PupilPage['helps'] {
  const plan = contents.plans.find(({ id }) => id === pupilFindings.registerEntry.currentPlanId)
  if (!plan) return null
  const whatOf = (kind: 'helps' | 'avoid') =>
    contents.provisions.filter((one) => one.kind === kind).map(({ what }) => what)
  const readers = readersOf(pupilFindings.findings, contents)
  const place = `/pupils/${who.pupilId}/plans/${plan.id}`
  return {
    needs: plan.needsInALine ?? '',
    helps: whatOf('helps'),
    avoid: whatOf('avoid'),
    outcomes: contents.outcomes.map(({ outcome, byOn }) =>
      byOn === null ? outcome : `${outcome} (by ${shortDay(byOn, context.today)})`,
    ),
    provision: contents.provisions
      .filter(({ kind }) => kind !== 'helps' && kind !== 'avoid')
      .map(({ what, deliveredBy, howOften }) => [what, deliveredBy, howOften].filter(Boolean).join(' · ')),
    read:
      readers.all === 0
        ? `Version ${plan.version}`
        : `Version ${plan.version}, read by ${readers.all - readers.notRead.length} of ${readers.all}`,
    notRead: readers.notRead.join(', '),
    planHref: place,
    shareHref: may(role, 'staff:brief') ? `${place}/briefing` : '',
  }
}

function noPlanOf({ who, pupilFindings, role }: PupilPageData): PupilPage['noPlan'] {
  if (pupilFindings.registerEntry.status !== 'senSupport')
    return { text: 'A plan is agreed once SEN Support is decided.', link: null }
  const link = may(role, 'plan:agree') ? { text: 'Agree the plan', href: `/pupils/${who.pupilId}/plans/new` } : null
  return { text: 'There is no plan yet.', link }
}

/**
 * The model of a pupil's page as of today: what comes next, the steps of the Code, what helps, and what has happened.
 */
export function pupilPage(shows: PupilPageData): PupilPage {
  const { who, pupilFindings, context, contents, role } = shows
  const forms = formsOf(who.pupilId)
  return {
    title: 'Pupil',
    back: { text: 'Register', href: '/register' },
    name: who.name,
    forename: who.forename,
    facts: factsOf(shows),
    flag: pupilFindings.registerEntry.flag,
    amber: amberOf(shows),
    next: nextOf(nextSteps(pupilFindings.findings, context), role),
    nothingNext: nothingNext(pupilFindings, context.today),
    steps: stepsOf(shows),
    whyNoSteps: whyNoSteps(pupilFindings),
    helps: helpsOf(shows),
    noPlan: noPlanOf(shows),
    buttons: allowed(forms.buttons, role),
    moreForms: allowed(forms.more, role),
    editHref: may(role, 'pupil:edit') ? `/pupils/${who.pupilId}/edit` : '',
    contacts: contents.contacts.map(contactOf),
    staff: contents.staff.map(staffOf),
    professionals: professionalsOf(contents.professionals, { pupilId: who.pupilId, role, today: context.today }),
    entries: timelineOf(who.pupilId, contents, role),
  }
}
