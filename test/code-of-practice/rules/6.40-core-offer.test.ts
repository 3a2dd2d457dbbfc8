import { ruleTable } from '../build.ts'

ruleTable('6.40-core-offer', [
  ['missing if the record has no core offer', {}, ['- missing']],
  ['missing if the core offer is null', { school: { coreOffer: null } }, ['- missing']],
  ['met if published today', { school: { coreOffer: { publishedOn: '2025-10-01' } } }, ['- met']],
  ['missing if published tomorrow', { school: { coreOffer: { publishedOn: '2025-10-02' } } }, ['- missing']],
])
