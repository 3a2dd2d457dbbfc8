import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue, pupilRules, ruleById, schoolRules } from '../../src/code-of-practice/catalogue.ts'
import { DEFAULT_TARGETS } from '../../src/code-of-practice/edition.ts'
import { STEPS } from '../../src/code-of-practice/rule.ts'

const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()

/** The rule ids in the contract's tables, in its order. */
const OF_THE_SCHOOL = ['6.37-teaching-review', '6.38-specialist-services', '6.40-core-offer']
const OF_A_PUPIL = [
  '6.37-universal-strategies',
  '6.38-decision-evidence',
  '6.38-specialist-assessment',
  '6.39-early-discussion',
  '6.39-discussion-content',
  '6.39-note-to-parents',
  '6.39-iass',
  '6.40-decision',
  '6.40-explained-to-parents',
  '6.43-review-date-and-roles',
  '6.43-decision-recorded',
  '6.43-parents-informed',
  '6.44-cycle',
  '6.44-review-held',
  '6.44-review-content',
  '6.45-assessment-evidence',
  '6.45-parent-concern-answered',
  '6.46-assessment-reviewed',
  '6.47-agreement-before-contact',
  '6.48-plan-agreed',
  '6.48-plan-content',
  '6.49-staff-aware',
  '6.49-recorded',
  '6.65-parent-meetings',
  'ehc-request-ground',
]

describe('the catalogue', () => {
  test('the catalogue has the contract’s rules in the contract’s order', () => {
    expect(schoolRules.map((rule) => rule.id)).toEqual(OF_THE_SCHOOL)
    expect(pupilRules.map((rule) => rule.id)).toEqual(OF_A_PUPIL)
  })

  test('every file in rules/ is in the catalogue and has a test', () => {
    const ids = catalogue.map((rule) => rule.id).sort()
    expect(namesIn('../../src/code-of-practice/rules/', '.ts')).toEqual(ids)
    expect(namesIn('rules/', '.test.ts')).toEqual(ids)
  })

  test('ruleById finds every rule, and returns null for an unknown id', () => {
    for (const rule of catalogue) expect(ruleById(rule.id)).toBe(rule)
    expect(ruleById('6.99-unheard-of')).toBeNull()
  })

  test('exactly two rules are "must" rules, and each names its statute', () => {
    const laws = catalogue.filter((rule) => rule.level === 'must').map((rule) => [rule.id, rule.law])
    expect(laws).toEqual([
      ['6.43-parents-informed', 'Children and Families Act 2014, section 68'],
      ['ehc-request-ground', 'Children and Families Act 2014, section 36'],
    ])
  })

  test('every step in the list of steps is used by a rule', () => {
    const used = new Set<string>(catalogue.map((rule) => rule.step))
    // The only step that depends on the record: see `stepNow` in 6.44-cycle.
    used.add('startPlan')
    expect([...used].sort()).toEqual([...STEPS].sort())
  })

  test('every target that a school can set is used by a rule', () => {
    const used = new Set(catalogue.flatMap((rule) => (rule.target === null ? [] : [rule.target])))
    expect([...used].sort()).toEqual(Object.keys(DEFAULT_TARGETS).sort())
  })
})

describe.each(catalogue)('the description of $id', ({ id, title, asks, paragraph }) => {
  test(`the rule ${id} has a short title, a whole sentence, and an id that begins with its paragraph`, () => {
    expect(title.length).toBeLessThanOrEqual(48)
    expect(title).not.toMatch(/\.$/)
    expect(asks).toMatch(/^[A-Z].*\.$/)
    expect(id.startsWith(`${paragraph}-`) || id === 'ehc-request-ground').toBe(true)
  })
})
