import { meeting, ruleTable } from '../build.ts'

const written = {
  strengthsAndDifficulties: 'Curious and kind',
  parentConcerns: 'Comes home worn out',
  nextSteps: 'A listening log',
  outcomes: [' ', 'Follows a two-step instruction'],
}

ruleTable('6.39-discussion-content', [
  ['met if all parts are written', { pupil: { meetings: [meeting(written)] } }, ['m1 met']],
  [
    'missing without strengths and difficulties',
    { pupil: { meetings: [meeting({ ...written, strengthsAndDifficulties: '' })] } },
    ['m1 missing'],
  ],
  [
    'missing without the parents’ concerns',
    { pupil: { meetings: [meeting({ ...written, parentConcerns: null })] } },
    ['m1 missing'],
  ],
  ['missing without next steps', { pupil: { meetings: [meeting({ ...written, nextSteps: '\n' })] } }, ['m1 missing']],
  ['missing without an outcome', { pupil: { meetings: [meeting({ ...written, outcomes: [] })] } }, ['m1 missing']],
  [
    'missing if all outcomes are blank',
    { pupil: { meetings: [meeting({ ...written, outcomes: ['', ' '] })] } },
    ['m1 missing'],
  ],
  [
    'does not apply to other kinds of meetings',
    { pupil: { meetings: [meeting({ kind: 'review' }), meeting({ id: 'm2', kind: 'other' })] } },
    [],
  ],
])
