import type { TargetName } from '../code-of-practice/record.ts'

type Unit = 'school days' | 'months' | 'meetings'

type TargetWords = { name: TargetName; label: string; unit: Unit; says: string }

/** The ten targets with their labels, in the order of the steps. */
export const targets: readonly TargetWords[] = [
  {
    name: 'earlyDiscussion',
    label: 'Early discussion with the parents',
    unit: 'school days',
    says: 'After a concern was raised (6.39).',
  },
  {
    name: 'noteToParents',
    label: 'Note of the early discussion to the parents',
    unit: 'school days',
    says: 'After the discussion; the advice service is explained by then, too (6.39).',
  },
  { name: 'decision', label: 'Decision', unit: 'school days', says: 'After the early discussion (6.40).' },
  {
    name: 'informParents',
    label: 'Parents told of the decision, and the decision on file',
    unit: 'school days',
    says: 'After the decision (6.40, 6.43).',
  },
  {
    name: 'plan',
    label: 'Plan agreed',
    unit: 'school days',
    says: 'After SEN Support began, or after the last plan was reviewed (6.44, 6.48).',
  },
  {
    name: 'briefStaff',
    label: 'Staff have read the plan, and it is started and recorded',
    unit: 'school days',
    says: 'After the plan was agreed, or somebody joined (6.44, 6.49).',
  },
  {
    name: 'answerParentConcern',
    label: 'Answer to a parent’s concern',
    unit: 'school days',
    says: 'After it was raised (6.45).',
  },
  {
    name: 'teachingReviewMonths',
    label: 'Next review of the quality of teaching',
    unit: 'months',
    says: 'After the last one (6.37).',
  },
  {
    name: 'assessmentReviewMonths',
    label: 'Next review of a pupil’s assessment',
    unit: 'months',
    says: 'After it was made or last reviewed (6.46).',
  },
  {
    name: 'parentMeetingsPerYear',
    label: 'Meetings with the parents in a year',
    unit: 'meetings',
    says: 'Of any kind, on SEN Support (6.65).',
  },
]

const units = new Map(targets.map(({ name, unit }) => [name, unit]))

/** A target in words, with its unit: "15 school days", "1 month". */
export function countInWords(name: TargetName, count: number): string {
  const unit = units.get(name) ?? ''
  return `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`
}
