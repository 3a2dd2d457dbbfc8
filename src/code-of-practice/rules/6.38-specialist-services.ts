import { isBlank } from '../record.ts'
import { SHOULD, schoolRule } from '../rule.ts'
import { holds, written } from '../verdict.ts'

export const specialistServices = schoolRule({
  id: '6.38-specialist-services',
  paragraph: '6.38',
  ...SHOULD,
  title: 'Routes to specialist services known',
  asks: 'For higher levels of need, the school has arrangements in place to draw on specialist assessments from outside.',
  step: 'listSpecialistServices',
  target: null,
  judge: (school) => holds(school.specialistServices.some((service) => !isBlank(service.referralRoute))),
  facts: (school) =>
    school.specialistServices.map((service) => written(`How to refer to: ${service.service}`, service.referralRoute)),
})
