import { parentsInformed } from '../../code-of-practice/rules/6.43-parents-informed.ts'
import type { Day } from '../../days/calendar.ts'
import { checklistRow } from '../../findings/checklist.ts'
import { pupilSteps } from '../../findings/pupil-steps.ts'
import { paper } from '../../http/answers.ts'
import { pupilGet } from '../../http/pupil-route.ts'
import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { needsOf } from '../commands.ts'
import { letterIdsOf, lettersToShow, whomToWriteTo } from '../model.ts'
import { proofOfNoticePage } from './proof-of-notice-page.ts'

/**
 * The state of the duty to inform the parents on the day (6.43): its status in words with the due day, and whether it
 * is met.
 */
async function formalNoticeStatus(
  tx: Tx,
  { schoolId, pupilId, today }: { schoolId: string; pupilId: string; today: Day },
) {
  const steps = await pupilSteps({ tx, schoolId, pupilId, asOf: today, today })
  const finding = steps?.pupilFindings.findings.find(({ rule }) => rule === parentsInformed.id)
  if (!steps || !finding) return { stands: 'Nothing has to be told: the pupil is not on SEN Support.', isMet: true }
  const { word } = checklistRow(finding, steps.context)
  const due = finding.dueOn === null ? '' : ` Due by ${dayInWords(finding.dueOn)}, by the school’s own target.`
  return { stands: `${word}.${due}`, isMet: finding.status === 'met' }
}

async function meetingsOf(tx: Tx, schoolId: string, pupilId: string) {
  const meetings = await tx.meeting.findMany({
    where: { schoolId, pupilId, withdrawnAt: null },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    select: { kind: true, heldOn: true, whoTookPart: true, parentTookPart: true, noteGivenToParentsOn: true },
  })
  return meetings.map(({ heldOn, noteGivenToParentsOn, ...meeting }) => ({
    ...meeting,
    heldOn: toDay(heldOn),
    noteGivenOn: toDayOrNull(noteGivenToParentsOn),
  }))
}

/** The printout that proves how the parents were informed: of what, in which version, how, when and by whom. */
export const proofOfNoticeRoute = pupilGet(
  '/pupils/:pupilId/told',
  'record:read',
  async ({ tx, user, pupil, today }) => {
    const { schoolId } = user
    const { pupilId } = pupil
    const contacts = await whomToWriteTo(tx, schoolId, pupilId)
    const letterIds = await letterIdsOf(tx, schoolId, pupilId)
    const alone = await tx.notice.findMany({
      where: { schoolId, pupilId, letterId: null, withdrawnAt: null },
      orderBy: [{ sentOn: 'desc' }, { id: 'desc' }],
      select: { sentOn: true, method: true },
    })
    const shown = proofOfNoticePage({
      pupil,
      today,
      parents: contacts
        .filter(({ parentalResponsibility }) => parentalResponsibility)
        .map((contact) => ({ ...contact, needs: needsOf(contact) })),
      letters: await lettersToShow(tx, schoolId, { pupilId, letterIds }),
      noticesAlone: alone.map(({ sentOn, method }) => ({ sentOn: toDay(sentOn), method })),
      meetings: await meetingsOf(tx, schoolId, pupilId),
      formal: await formalNoticeStatus(tx, { schoolId, pupilId, today }),
    })
    return paper('letters/proof/told', shown, 'told')
  },
)
