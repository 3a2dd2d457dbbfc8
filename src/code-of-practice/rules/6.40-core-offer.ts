import { SHOULD, schoolRule } from '../rule.ts'
import { dated, holds } from '../verdict.ts'

export const coreOffer = schoolRule({
  id: '6.40-core-offer',
  paragraph: '6.40',
  ...SHOULD,
  title: 'Core offer published',
  asks: 'The school has a core offer to decide against: what it provides for pupils from what is ordinarily available.',
  step: 'publishCoreOffer',
  target: null,
  judge: (school) => holds(school.coreOffer !== null),
  facts: (school) => [dated('Core offer published', school.coreOffer?.publishedOn)],
})
