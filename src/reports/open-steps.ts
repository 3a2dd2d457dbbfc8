import { checklistRow, type FindingsContext } from '../findings/checklist.ts'
import { memoiseByObject } from '../findings/memoise-by-object.ts'
import type { FindingWithStep } from '../findings/pupil-findings.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import type { StepStatus } from '../ui/components/own-component-options.ts'
import { yearInWords } from '../ui/formats/words.ts'
import { isOpen } from './rule-figures.ts'

type OpenStep = {
  title: string
  paragraph: string
  status: StepStatus
  word: string
  isLaw: boolean
  reason: string
  href: string
}
type PupilLine = { name: string; href: string; about: string; steps: OpenStep[] }

export type ClassLines = { name: string; pupils: PupilLine[] }

/**
 * The open steps of a pupil, one line for each rule. For example, several members of staff who have not read a plan
 * make one line.
 */
function openSteps({ pupilFindings: { findings }, context }: RegisterPupilWithFindings): OpenStep[] {
  const byRule = new Map<string, FindingWithStep[]>()
  for (const finding of findings.filter(isOpen))
    byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding])
  return [...byRule.values()].flatMap((ofRule) => {
    const [longest] = ofRule.toSorted((one, other) => ((one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : 1))
    return longest ? [openStep(longest, ofRule.length, context)] : []
  })
}

function openStep(finding: FindingWithStep, times: number, context: FindingsContext): OpenStep {
  const row = checklistRow(finding, context)
  return {
    title: times === 1 ? row.title : `${row.title} (${times})`,
    paragraph: row.paragraph,
    status: row.status,
    word: row.word,
    isLaw: row.level === 'must',
    reason: row.reason,
    href: row.reasonHref,
  }
}

/** Sorts open steps: legal duties first, then in the order of the rules' catalogue. */
const lawFirst = (one: OpenStep, other: OpenStep): number => Number(other.isLaw) - Number(one.isLaw)

/** The pupils with open steps, grouped by class. */
export const classesOf = memoiseByObject((pupils: readonly RegisterPupilWithFindings[]): readonly ClassLines[] => {
  const classes = new Map<string, PupilLine[]>()
  for (const pupil of pupils) {
    const steps = openSteps(pupil)
    if (steps.length === 0) continue
    const className = classOf(pupil)
    const name = className === '' ? 'No class' : `Class ${className}`
    const line = {
      name: nameOf(pupil),
      href: `/pupils/${pupil.pupilId}`,
      about: yearInWords(pupil.yearGroup),
      steps: steps.sort(lawFirst),
    }
    classes.set(name, [...(classes.get(name) ?? []), line])
  }
  return [...classes]
    .sort(([one], [other]) => one.localeCompare(other, 'en-GB', { numeric: true }))
    .map(([name, lines]) => ({ name, pupils: lines }))
})
