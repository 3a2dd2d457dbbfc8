import { ruleById } from '../code-of-practice/catalogue.ts'
import { memoiseByObject } from '../findings/memoise-by-object.ts'
import type { FindingWithStep } from '../findings/pupil-findings.ts'
import type { RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import { shortDay } from '../ui/formats/words.ts'
import { isOpen } from './rule-figures.ts'

const mostNames = 3

type OpenFinding = { pupil: RegisterPupilWithFindings; finding: FindingWithStep }

/** A short name, like "Amir K", because the sentence is read aloud. */
const shortName = ({ forename, surname }: RegisterPupilWithFindings): string => `${forename} ${surname.slice(0, 1)}`

function shortNames(pupils: readonly RegisterPupilWithFindings[]): string {
  const names = [...new Set(pupils.map(shortName))]
  const shown = names.slice(0, mostNames).map((name) => `${name}’s`)
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} other pupils’`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

function openOf(pupils: readonly RegisterPupilWithFindings[]): OpenFinding[] {
  return pupils.flatMap((pupil) => pupil.pupilFindings.findings.filter(isOpen).map((finding) => ({ pupil, finding })))
}

/** Sorts open findings: the longest waiting first, those without a due day last. */
const byWaiting = (one: OpenFinding, other: OpenFinding): number =>
  (one.finding.dueOn ?? '9') < (other.finding.dueOn ?? '9') ? -1 : 1

/**
 * The question that a head teacher should ask the SENCO first: legal duties before the Code, then the longest waiting.
 */
export const questionForSenco = memoiseByObject((pupils: readonly RegisterPupilWithFindings[]): string => {
  const open = openOf(pupils)
  const untold = open.filter(({ finding }) => finding.rule === '6.43-parents-informed').sort(byWaiting)
  if (untold.length > 0)
    return `Why have ${shortNames(untold.map(({ pupil }) => pupil))} parents not been told formally about SEN Support?`
  const refused = open.filter(({ finding }) => finding.rule === 'ehc-request-ground')
  if (refused.length > 0)
    return `Why was no EHC needs assessment asked for, on a ground that is not true in law, in ${shortNames(refused.map(({ pupil }) => pupil))} case?`
  const breached = open.filter(({ finding }) => finding.status === 'breached')
  if (breached.length > 0)
    return `Why was a professional contacted without ${shortNames(breached.map(({ pupil }) => pupil))} parents’ agreement?`
  const [longest] = open.filter(({ finding }) => finding.dueOn !== null).sort(byWaiting)
  if (longest?.finding.dueOn) {
    const title = ruleById(longest.finding.rule)?.title ?? ''
    return `What keeps “${title}” from being done for ${shortName(longest.pupil)}, due ${shortDay(longest.finding.dueOn, longest.pupil.context.today)}?`
  }
  if (open.length > 0)
    return `What is in the way of completing the records of ${new Set(open.map(({ pupil }) => pupil.pupilId)).size} pupils?`
  return 'Nothing is missing. Which outcomes have pupils reached since the last reviews?'
})
