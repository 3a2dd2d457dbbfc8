import type { SchoolAsOf } from '../code-of-practice/as-of.ts'
import { type RuleId, ruleById } from '../code-of-practice/catalogue.ts'
import { EDITION, type Targets } from '../code-of-practice/edition.ts'
import { explain } from '../code-of-practice/evaluate.ts'
import type { PupilRecord, TargetName } from '../code-of-practice/record.ts'
import type { Rule } from '../code-of-practice/rule.ts'
import type { Fact } from '../code-of-practice/verdict.ts'
import type { Day } from '../days/calendar.ts'
import { count, shortDay } from '../ui/formats/words.ts'
import { type ChecklistRow, checklistRow, type FindingsContext } from './checklist.ts'
import type { PupilFindings } from './pupil-findings.ts'
import { levelWords } from './status-words.ts'

/** A fact behind a finding. */
export interface ReasonFact {
  readonly label: string
  /** The day of the fact in words; empty where the fact has no day. */
  readonly on: Day
  /** Why the fact does not count, or what counts about it; may be empty. */
  readonly why: string
}

/** One subject of the rule: its status and the facts behind it. */
export interface Reason {
  /** "Concern of 3 October"; empty where the rule has no subject. */
  readonly subject: string
  readonly row: ChecklistRow
  readonly counted: readonly ReasonFact[]
  readonly notCounted: readonly ReasonFact[]
}

/** The page that explains a status: the rule in plain words, and each subject that it applies to. */
export interface ReasonsPage {
  readonly rule: RuleId
  readonly edition: string
  readonly paragraph: string
  readonly title: string
  readonly asks: string
  readonly levelWords: string
  /** The act and section behind a "must"; empty otherwise. */
  readonly law: string
  /** "Your school’s target: 15 school days."; empty when no target belongs to the rule. */
  readonly target: string
  /** Why the rule has no findings; empty when it has some. */
  readonly whyNone: string
  readonly reasons: readonly Reason[]
}

/** A rule's target in words; empty when the rule has none. */
export const targetInWords = (name: TargetName | null, targets: Targets): string => {
  if (name === null) return ''
  const number = targets[name]
  if (name === 'parentMeetingsPerYear') return `Your school’s target: ${count(number, 'meeting', 'meetings')} a year.`
  const isInMonths = name === 'teachingReviewMonths' || name === 'assessmentReviewMonths'
  const period = isInMonths ? count(number, 'month', 'months') : count(number, 'school day', 'school days')
  return `Your school’s target: ${period}. Neither the law nor the Code sets a number.`
}

type Dated<DayName extends string> = readonly ({ readonly id: string } & Readonly<Record<DayName, string>>)[]

/** The records of a pupil that a finding can be about, such as concerns and plans. */
interface Subjects {
  readonly concerns: Dated<'raisedOn'>
  readonly meetings: readonly { readonly id: string; readonly kind: string; readonly heldOn: Day }[]
  readonly decisions: Dated<'decidedOn'>
  readonly plans: Dated<'agreedOn'>
  readonly ehcConsiderations: Dated<'consideredOn'>
  readonly professionals: readonly { readonly id: string; readonly service: string }[]
}

/** The name of a finding's subject; empty when it has none. */
export const subjectInWords = (
  subject: string | null,
  record: Subjects,
  staffNames: ReadonlyMap<string, string>,
  today: Day,
): string => {
  if (subject === null) return ''
  const of = (what: string, day: Day): string => `${what} of ${shortDay(day, today)}`
  const is = ({ id }: { readonly id: string }): boolean => id === subject
  const concern = record.concerns.find(is)
  if (concern) return of('Concern', concern.raisedOn)
  const meeting = record.meetings.find(is)
  if (meeting) return of(meeting.kind === 'earlyDiscussion' ? 'Early discussion' : 'Meeting', meeting.heldOn)
  const decision = record.decisions.find(is)
  if (decision) return of('Decision', decision.decidedOn)
  const plan = record.plans.find(is)
  if (plan) return of('Plan', plan.agreedOn)
  const consideration = record.ehcConsiderations.find(is)
  if (consideration) return of('Consideration', consideration.consideredOn)
  return record.professionals.find(is)?.service ?? staffNames.get(subject) ?? 'A member of staff'
}

/** A fact in the words of the page of reasons. */
export const factInWords = ({ label, on, why = '' }: Fact, today: Day): ReasonFact => ({
  label,
  on: on === null ? '' : shortDay(on, today),
  why,
})

const whyNone = (rule: Rule, pupil: PupilFindings): string => {
  if (pupil.findings.some((finding) => finding.rule === rule.id)) return ''
  if (pupil.registerEntry.status === 'ehcPlan' && pupil.findings.length === 0) {
    return 'An Education, Health and Care plan is in force: these paragraphs of the Code are for pupils without one.'
  }
  return 'Nothing in the record calls for this step as of this day.'
}

interface ReasonsQuery {
  /** The rule's id as the address has it. */
  readonly rule: string
  readonly pupil: PupilFindings
  readonly record: PupilRecord
  readonly school: SchoolAsOf
  /** Staff names by id. */
  readonly staffNames: ReadonlyMap<string, string>
  readonly shown: FindingsContext
}

/** The reasons for each status of one rule for a pupil; null when the rule does not exist or is a school's rule. */
export const reasonsPage = ({
  rule: id,
  pupil,
  record,
  school,
  staffNames,
  shown: context,
}: ReasonsQuery): ReasonsPage | null => {
  const rule = ruleById(id)
  if (rule === null || rule.scope === 'school') return null
  const findings = pupil.findings.filter((finding) => finding.rule === id)
  return {
    rule: rule.id,
    edition: EDITION,
    paragraph: [rule.paragraph, ...(rule.alsoIn ?? [])].join(' and '),
    title: rule.title,
    asks: rule.asks,
    levelWords: levelWords(rule.level),
    law: rule.law ?? '',
    target: targetInWords(rule.target, school.targets),
    whyNone: whyNone(rule, pupil),
    reasons: findings.map((finding) => {
      const facts = explain(rule.id, finding.subject, record, school)?.facts ?? []
      return {
        subject: subjectInWords(finding.subject, record, staffNames, context.today),
        row: checklistRow(finding, context),
        counted: facts.filter(({ counts }) => counts).map((fact) => factInWords(fact, context.today)),
        notCounted: facts.filter(({ counts }) => !counts).map((fact) => factInWords(fact, context.today)),
      }
    }),
  }
}
