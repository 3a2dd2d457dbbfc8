import type { Professional } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, type Fact, holds } from '../verdict.ts'

const isInvolved = ({ alreadyWorkingWithSchool, contactedOn, agreement }: Professional): boolean =>
  alreadyWorkingWithSchool || Boolean(contactedOn) || agreement?.answer === 'refused'

const factOf = (professional: Professional): Fact => {
  const { service, alreadyWorkingWithSchool, contactedOn, agreement } = professional
  if (alreadyWorkingWithSchool) return counted(`${service}: already works with the school`, null, null)
  if (contactedOn) return counted(`${service}: contacted`, contactedOn, null)
  if (isInvolved(professional)) return counted(`${service}: the parents did not agree`, agreement?.on, null)
  return counted(service, agreement?.on, 'Neither contacted, nor refused by the parents')
}

export const specialistAssessment = pupilRule({
  id: '6.38-specialist-assessment',
  paragraph: '6.38',
  ...SHOULD,
  title: 'Specialist assessment drawn on',
  asks: 'For a pupil with higher levels of need, the school draws on assessments by external agencies and professionals.',
  step: 'involveSpecialist',
  target: null,
  subjects: ({ decisions }) => decisions,
  appliesTo: ({ decision, higherNeed }) => decision === 'senSupport' && higherNeed,
  judge: (_decision, { professionals }) => holds(professionals.some(isInvolved)),
  facts: (_decision, { professionals }) => professionals.map(factOf),
})
