import { ruleTable } from '../build.ts'

ruleTable('6.40-core-offer', [
  ['none', {}, ['- missing']],
  ['null', { school: { coreOffer: null } }, ['- missing']],
  ['published today', { school: { coreOffer: { publishedOn: '2025-10-01' } } }, ['- met']],
  ['published tomorrow', { school: { coreOffer: { publishedOn: '2025-10-02' } } }, ['- missing']],
])
