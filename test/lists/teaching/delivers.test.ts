import { describe, expect, test } from 'vitest'
import { type Deliverer, delivers } from '../../../src/lists/teaching/delivers.ts'

const miss: Deliverer = {
  role: 'teacher',
  as: [{ name: 'Miss Niamh Gallagher', code: 'NGA' }],
  isOfTheirClass: true,
}
const assistant: Deliverer = {
  role: 'teachingAssistant',
  as: [{ name: 'Mr Marek Zieliński', code: null }],
  isOfTheirClass: true,
}
const mrKhan: Deliverer = { role: 'teacher', as: [{ name: 'Mr Adil Khan', code: 'AK' }], isOfTheirClass: false }
const standIn: Deliverer = {
  ...mrKhan,
  as: [...mrKhan.as, { name: 'Mrs Ruth Feldman', code: 'RFE' }],
  isOfTheirClass: true,
}

describe('delivers, which finds a person in the text of who gives support', () => {
  test.each([
    ['Miss Gallagher', miss, true],
    ['gallagher', miss, true],
    ['Miss Gallagher’s group, in the library', miss, true],
    ['NGA and a volunteer', miss, true],
    ['nga', miss, true],
    ['Mrs Brooks, Miss Gallagher', miss, true],
    ['Mrs Brooks', miss, false],
    ['Mrs Gallagher-Smith', miss, false],
    ['Mr O’Gallagher', miss, false],
    ['NGAtha', miss, false],
    ['', miss, false],
    ['Class teacher', miss, true],
    ['Class teacher', { ...miss, isOfTheirClass: false }, false],
    ['Class teacher', assistant, false],
    ['All staff', miss, true],
    ['everybody who teaches him', assistant, true],
    ['All teachers', miss, true],
    ['All teachers', assistant, false],
    ['TA', assistant, true],
    ['teaching assistant in 4B', assistant, true],
    ['TA', miss, false],
    ['Staffordshire outreach', miss, false],
    ['Mr Zielinski', assistant, true],
    ['MR ZIELIŃSKI', assistant, true],
    ['Mr Khan', mrKhan, true],
    ['Mrs Khan', mrKhan, false],
    ['Dr Khan', mrKhan, true],
    ['Mrs Khan and Mr Khan', mrKhan, true],
    ['SENCO', { ...mrKhan, role: 'senco' }, true],
    ['SENCO', mrKhan, false],
    ['Mrs Feldman', standIn, true],
    ['RFE', standIn, true],
    ['Class teacher', standIn, true],
  ] satisfies [string, Deliverer, boolean][])(
    'delivers tells whether “%s” names the member of staff (case %#)',
    (deliveredBy, who, isTheirs) => {
      expect(delivers(deliveredBy, who)).toBe(isTheirs)
    },
  )
})
