import { isBlank } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { holds, written } from '../verdict.ts'

export const decisionEvidence = pupilRule({
  id: '6.38-decision-evidence',
  paragraph: '6.38',
  ...SHOULD,
  title: 'Decision rests on evidence',
  asks: 'Teacher and SENCO together consider all that is known of the pupil’s progress before special provision is decided.',
  step: 'recordEvidence',
  target: null,
  subjects: ({ decisions }) => decisions,
  appliesTo: ({ decision }) => decision === 'coreOffer' || decision === 'senSupport',
  judge: ({ teacher, senco, evidence }) => holds(!isBlank(teacher) && !isBlank(senco) && !isBlank(evidence)),
  facts: ({ teacher, senco, evidence }) => [
    written('Teacher who took part', teacher),
    written('SENCO who took part', senco),
    written('Evidence considered', evidence),
  ],
})
