import { checklistRow, type FindingsContext, nextSteps } from '../findings/checklist.ts'
import { type FindingsOnDay, findingsOfPupils } from '../findings/findings.ts'
import { dueInSentence } from '../findings/pupil-steps.ts'
import type { Visit } from '../http/route.ts'
import type { Flash } from '../ui/views/views.ts'
import { reasonsOfSchool } from './queries.ts'

type SchoolVisit = Pick<Visit, 'tx' | 'user' | 'today'>

/** The findings as of today of the rules about the school itself, and what is needed to show them. */
export async function ownSteps({
  tx,
  user,
  today,
}: SchoolVisit): Promise<{ findings: FindingsOnDay; context: FindingsContext }> {
  const findings = await findingsOfPupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds: [] })
  const notDone = await reasonsOfSchool(tx, user.schoolId)
  const places = { currentPlanId: null, earlyDiscussionId: null }
  return { findings, context: { pupilId: null, asOf: today, today, places, notDone } }
}

/** The message after a school page is saved: what was done, and the school's next own step. */
export async function schoolFlash(asking: SchoolVisit, heading: string): Promise<Flash> {
  const { findings, context } = await ownSteps(asking)
  const [next] = nextSteps(findings.schoolFindings, context)
  if (next) return { heading, text: `Next: ${next.title}${dueInSentence(next.word)}.`, link: next.action }
  const isAnyOpen = findings.schoolFindings.some((finding) => checklistRow(finding, context).status === 'notDone')
  return {
    heading,
    text: isAnyOpen
      ? 'Of the school’s own steps only those are open for which a reason was given.'
      : 'The school’s own steps of the Code are done.',
  }
}
