import { isBlank } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { holds, written } from '../verdict.ts'

export const universalStrategies = pupilRule({
  id: '6.37-universal-strategies',
  paragraph: '6.37',
  ...SHOULD,
  title: 'Help in class tried',
  asks: 'High-quality teaching, adapted for the pupil, comes first: what was tried in class is written down.',
  step: 'recordStrategies',
  target: null,
  subjects: ({ concerns }) => concerns,
  appliesTo: ({ raisedBy, closedOn }) => raisedBy === 'staff' && !closedOn,
  judge: (concern) => holds(!isBlank(concern.universalStrategies)),
  facts: (concern) => [written('Strategies tried in class', concern.universalStrategies)],
})
