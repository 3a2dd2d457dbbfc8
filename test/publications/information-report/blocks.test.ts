import { expect, test } from 'vitest'
import { blocksOf } from '../../../src/publications/information-report/blocks.ts'

test.each([
  ['a blank text', ' \n\n', []],
  ['one line', 'We help.', [{ isList: false, lines: ['We help.'] }]],
  [
    'paragraphs and their lines',
    'One\ntwo\n\n\nthree',
    [
      { isList: false, lines: ['One', 'two'] },
      { isList: false, lines: ['three'] },
    ],
  ],
  [
    'a list after its sentence, with a blank line in it',
    'We have:\n- slopes\n\n• pens\nAnd more.',
    [
      { isList: false, lines: ['We have:'] },
      { isList: true, lines: ['slopes', 'pens'] },
      { isList: false, lines: ['And more.'] },
    ],
  ],
  ['a dash in a sentence', 'Year 5-6 - all', [{ isList: false, lines: ['Year 5-6 - all'] }]],
])('blocksOf reads %s', (_name, text, blocks) => {
  expect(blocksOf(text)).toEqual(blocks)
})
