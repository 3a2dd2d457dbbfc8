import type { SchoolAsOf } from '../code-of-practice/as-of.ts'
import { type RuleId, ruleById } from '../code-of-practice/catalogue.ts'
import { EDITION, type Targets } from '../code-of-practice/edition.ts'
import { explain } from '../code-of-practice/evaluate.ts'
import type { PupilRecord, TargetName } from '../code-of-practice/record.ts'
import type { Rule } from '../code-of-practice/rule.ts'
import type { Fact } from '../code-of-practice/verdict.ts'
import { count, shortDay } from '../ui/formats/words.ts'
import { type ChecklistRow, checklistRow, type Shown } from './checklist.ts'
import type { JudgedPupil } from './judge.ts'
import { levelWords } from './status-words.ts'

/** A fact that a finding was judged from. */
export interface ReasonFact {
  readonly label: string
  /** The day in words; empty where there is none. */
  readonly on: string
  /** Why it is not counted, or what about it counts; may be empty. */
  readonly why: string
}

/** One subject of the rule: what came out, and from what. */
export interface Reason {
  /** "Concern of 3 October"; empty where the rule has no subject. */
  readonly subject: string
  readonly row: ChecklistRow
  readonly counted: readonly ReasonFact[]
  readonly notCounted: readonly ReasonFact[]
}

/** The page behind a status: the rule in plain words, and each subject that it speaks of. */
export interface ReasonsPage {
  readonly rule: RuleId
  readonly edition: string
  readonly paragraph: string
  readonly title: string
  readonly asks: string
  readonly levelWords: string
  /** The act and section of a must; else empty. */
  readonly law: string
  /** "Your school’s target: 15 school days."; empty where none sets it. */
  readonly target: string
  /** Why there is nothing to judge; empty where there is. */
  readonly whyNone: string
  readonly reasons: readonly Reason[]
}

/** What sets a rule's day or number, for the page of its reasons; empty where nothing does. */
export const targetInWords = (name: TargetName | null, targets: Targets): string => {
  if (name === null) return ''
  const number = targets[name]
  if (name === 'parentMeetingsPerYear') return `Your school’s target: ${count(number, 'meeting', 'meetings')} a year.`
  const isInMonths = name === 'teachingReviewMonths' || name === 'assessmentReviewMonths'
  const period = isInMonths ? count(number, 'month', 'months') : count(number, 'school day', 'school days')
  return `Your school’s target: ${period}. Neither the law nor the Code sets a number.`
}

type Dated<DayName extends string> = readonly ({ readonly id: string } & Readonly<Record<DayName, string>>)[]

/** The rows of a pupil that a finding can be about. */
export interface Subjects {
  readonly concerns: Dated<'raisedOn'>
  readonly meetings: readonly { readonly id: string; readonly kind: string; readonly heldOn: string }[]
  readonly decisions: Dated<'decidedOn'>
  readonly plans: Dated<'agreedOn'>
  readonly ehcConsiderations: Dated<'consideredOn'>
  readonly professionals: readonly { readonly id: string; readonly service: string }[]
}

/** What a finding's subject is called; empty where it has none. */
export const subjectInWords = (
  subject: string | null,
  record: Subjects,
  staffNames: ReadonlyMap<string, string>,
  today: string,
): string => {
  if (subject === null) return ''
  const of = (what: string, day: string): string => `${what} of ${shortDay(day, today)}`
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

/** A fact as the page of reasons says it. */
export const factInWords = ({ label, on, why = '' }: Fact, today: string): ReasonFact => ({
  label,
  on: on === null ? '' : shortDay(on, today),
  why,
})

const whyNone = (rule: Rule, pupil: JudgedPupil): string => {
  if (pupil.findings.some((finding) => finding.rule === rule.id)) return ''
  if (pupil.standing.status === 'ehcPlan' && pupil.findings.length === 0) {
    return 'An Education, Health and Care plan is in force: these paragraphs of the Code are for pupils without one.'
  }
  return 'Nothing in the record calls for this step as of this day.'
}

export interface ReasonsAsked {
  /** As the address names it. */
  readonly rule: string
  readonly pupil: JudgedPupil
  readonly record: PupilRecord
  readonly school: SchoolAsOf
  /** Names of members of staff by id. */
  readonly staffNames: ReadonlyMap<string, string>
  readonly shown: Shown
}

/** The reasons behind each status of one rule of a pupil; null where there is no such rule of pupils. */
export const reasonsPage = ({
  rule: id,
  pupil,
  record,
  school,
  staffNames,
  shown,
}: ReasonsAsked): ReasonsPage | null => {
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
        subject: subjectInWords(finding.subject, record, staffNames, shown.today),
        row: checklistRow(finding, shown),
        counted: facts.filter(({ counts }) => counts).map((fact) => factInWords(fact, shown.today)),
        notCounted: facts.filter(({ counts }) => !counts).map((fact) => factInWords(fact, shown.today)),
      }
    }),
  }
}
