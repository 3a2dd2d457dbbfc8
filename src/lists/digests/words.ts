import { firstPage } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { DigestReader, WaitingCounts } from './queries.ts'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

function lateInWords({ late, lateMusts }: WaitingCounts): string {
  const steps = many(late, 'step of the Code of Practice is late', 'steps of the Code of Practice are late')
  if (lateMusts === 0) return steps
  return `${steps}, and the law requires ${lateMusts === late ? (late === 1 ? 'it' : 'them') : lateMusts}`
}

const answersInWords = ({ toAnswer, answerBy }: WaitingCounts): string =>
  `${many(toAnswer, 'question about a pupil whom you teach or support', 'questions about pupils whom you teach or support')}${
    answerBy === null ? '' : `, to be answered by ${dayInWords(answerBy)}`
  }`

/** The lines of the e-mail, one for each kind of thing to do; an empty list if there is nothing to do. */
function linesOf(waiting: WaitingCounts): string[] {
  const { plansToRead, plansChanged, toAnswer, toLookAt, late } = waiting
  return [
    ...(late > 0 ? [lateInWords(waiting)] : []),
    ...(plansToRead > 0 ? [many(plansToRead, 'plan that you have not read', 'plans that you have not read')] : []),
    ...(plansChanged > 0
      ? [many(plansChanged, 'plan that changed since you read it', 'plans that changed since you read them')]
      : []),
    ...(toAnswer > 0 ? [answersInWords(waiting)] : []),
    ...(toLookAt > 0
      ? [many(toLookAt, 'pupil on the amber list to look at', 'pupils on the amber list to look at')]
      : []),
  ]
}

/**
 * The e-mail that tells a member of staff what they have to do: counts and a link, without any pupil's name.
 * @param address the register's own address, without a closing slash
 * @returns null if there is nothing to do
 */
export function digestOf(
  { name, role, waiting }: DigestReader,
  { schoolName, address, day }: { schoolName: string; address: string; day: Day },
): { subject: string; body: string } | null {
  const lines = linesOf(waiting)
  if (lines.length === 0) return null
  const body = [
    `Dear ${name}`,
    `In the SEN register of ${schoolName} there waits for you today:`,
    lines.map((line) => `- ${line}`).join('\n'),
    `Open it here: ${address}${firstPage[role]}`,
    'You get this once on a school day, and only where something waits. It names no pupil, because others may see it on your screen.',
  ].join('\n\n')
  return { subject: `What waits for you in the SEN register, ${dayInWords(day)}`, body }
}
