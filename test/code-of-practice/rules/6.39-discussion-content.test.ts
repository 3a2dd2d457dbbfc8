import { meeting, ruleTable } from '../build.ts'

const written = {
  strengthsAndDifficulties: 'Curious and kind',
  parentConcerns: 'Comes home worn out',
  nextSteps: 'A listening log',
  outcomes: [' ', 'Follows a two-step instruction'],
}

ruleTable('6.39-discussion-content', [
  ['all written', { pupil: { meetings: [meeting(written)] } }, ['m1 met']],
  ['no strengths', { pupil: { meetings: [meeting({ ...written, strengthsAndDifficulties: '' })] } }, ['m1 missing']],
  ['no concerns', { pupil: { meetings: [meeting({ ...written, parentConcerns: null })] } }, ['m1 missing']],
  ['no next steps', { pupil: { meetings: [meeting({ ...written, nextSteps: '\n' })] } }, ['m1 missing']],
  ['no outcome', { pupil: { meetings: [meeting({ ...written, outcomes: [] })] } }, ['m1 missing']],
  ['only blank outcomes', { pupil: { meetings: [meeting({ ...written, outcomes: ['', ' '] })] } }, ['m1 missing']],
  [
    'meetings of other kinds',
    { pupil: { meetings: [meeting({ kind: 'review' }), meeting({ id: 'm2', kind: 'other' })] } },
    [],
  ],
])
