import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { mainText, type TestSchool, testApp } from '../../support/app.ts'
import { aClassOf, aPlanFor } from './a-class.ts'

const { school, setToday } = await testApp()

/**
 * Inserts class 4B, taught by the teacher from September until the given day, with Amir, who has a plan, and Ben, who
 * has none.
 */
async function aClass(ours: TestSchool, until: string | null = null) {
  const [amir, ben] = [await ours.pupil(), await ours.pupil({ legalForename: 'Ben', legalSurname: 'Lowe' })]
  const { schoolId } = ours
  const [classId, planId] = [uuidv7(), uuidv7()]
  const from = toDate('2026-09-03')
  await ours.inSchool(async (tx) => {
    await tx.class.createMany({ data: [{ schoolId, id: classId, name: '4B', weekdays: [1, 4] }] })
    await tx.classStaff.createMany({
      data: [
        {
          schoolId,
          id: uuidv7(),
          classId,
          staffId: ours.staffIds.teacher,
          from,
          until: until === null ? null : toDate(until),
        },
      ],
    })
    await tx.classMember.createMany({
      data: [amir, ben].map(({ pupilId }) => ({ schoolId, id: uuidv7(), classId, pupilId, from })),
    })
    const whose = { schoolId, pupilId: amir.pupilId }
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decidedOn: toDate('2026-09-07'), decision: 'senSupport' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-14'), needsInALine: 'Hears with one ear' }],
    })
    await tx.provision.createMany({
      data: [
        { ...whose, id: uuidv7(), planId, kind: 'helps', position: 0, what: 'Sits on the left, in front' },
        { ...whose, id: uuidv7(), planId, kind: 'helps', position: 1, what: 'Short tasks, because of his ADHD' },
        { ...whose, id: uuidv7(), planId, kind: 'avoid', position: 2, what: 'Calling from behind' },
      ],
    })
  })
  return { amir, ben, classId, path: `/class-sheets/${classId}` }
}

const openings = ({ inSchool, schoolId }: TestSchool, pupilId: string) =>
  inSchool((tx) => tx.auditEvent.findMany({ where: { schoolId, action: 'open', pupilId } }))

describe('class sheets for pupils with nothing to print', () => {
  const ask = 'ask the SENCO, SENCO Example, before the lesson'
  const prepared = school().then(async (ours) => {
    const condition = 'Epilepsy: if she stares, time it and fetch the nurse'
    const pupilIds: string[] = []
    for (const [legalForename, helps, avoid] of [
      ['Ana', [condition], 'Flashing lights, because of her epilepsy'],
      ['Bea', [], undefined],
      ['Cai', ['Show it', condition], undefined],
    ] as const) {
      const { pupilId } = await ours.pupil({ legalForename })
      await aPlanFor(ours, pupilId, { helps, ...(avoid && { avoid }) })
      pupilIds.push(pupilId)
    }
    const [{ pupilId: planless }, { pupilId: none }] = [
      await ours.pupil({ legalForename: 'Dee' }),
      await ours.pupil({ legalForename: 'Eve' }),
    ]
    await ours.inSchool((tx) =>
      tx.decision.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            id: uuidv7(),
            pupilId: planless,
            decidedOn: toDate('2026-11-20'),
            decision: 'senSupport',
          },
        ],
      }),
    )
    const staff = [{ staffId: ours.staffIds.teacher }]
    const classId = await aClassOf(ours, { name: '4B', pupilIds: [...pupilIds, planless, none], staff })
    return { teacher: await ours.as('teacher'), path: `/class-sheets/${classId}` }
  })

  test.each(['planner', 'seats', 'supply'])(
    'a class sheet for %s lists a pupil with nothing to print and says whom to ask before the lesson',
    async (use) => {
      const { teacher, path } = await prepared
      const { text } = await teacher.get(`${path}?for=${use}`)
      const said = mainText(text)
      expect(said).toMatch(new RegExp(`Ana K\\w* What helps is not on this sheet: ${ask}`))
      expect(said).toMatch(new RegExp(`Bea K\\w* What helps is not written down yet: ${ask}`))
      expect(said).toMatch(new RegExp(`Cai K\\w* Show it and 1 more: ${ask}`))
      expect(said).toMatch(new RegExp(`Dee K\\w* No plan here yet: ${ask}`))
      expect(said).not.toContain('Eve')
      expect(said).not.toMatch(/epilep/i)
      expect(text).not.toMatch(/<ul>\s*<\/ul>/)
    },
  )
})

describe('class sheets', () => {
  test.each(['planner', 'seats', 'supply'])(
    'a class sheet for %s shows what helps each pupil, and conditions only if the user ticks the box',
    async (use) => {
      const ours = await school()
      const { path } = await aClass(ours)
      const teacher = await ours.as('teacher')
      const plain = mainText((await teacher.get(`${path}?for=${use}`)).text)
      expect(plain).toContain('Sits on the left, in front')
      expect(plain).toContain('Calling from behind')
      expect(plain).toContain('This fits one side of A4')
      expect(plain).not.toContain('Hears with one ear')
      expect(plain).not.toContain('ADHD')
      expect(plain).toContain('and 1 more: ask the SENCO')
      expect(plain).toContain('Left off, because it tells what a child has')
      const ticked = mainText((await teacher.get(`${path}?for=${use}&needs=yes`)).text)
      expect(ticked).toContain('Hears with one ear')
      expect(ticked).toContain('Short tasks, because of his ADHD')
    },
  )

  test('a class sheet for supply staff says whom to ask and where to return it, and has no surnames', async () => {
    const ours = await school('Ashgrove Academy')
    const { path } = await aClass(ours)
    const text = mainText((await (await ours.as('teacher')).get(`${path}?for=supply`)).text)
    expect(text).toContain('For whoever covers this class')
    expect(text).toContain('Class 4B · Tuesday 24 November 2026 · Ashgrove Academy')
    expect(text).toContain('ask SENCO Example, SENCO')
    expect(text).toContain('Hand this back to the office at the end of the day')
    expect(text).toContain('Amir K')
    expect(text).not.toContain('Khan')
  })

  test('My classes links to class sheets, and printing one is audited for each pupil with a plan', async () => {
    const ours = await school()
    const { amir, ben, path } = await aClass(ours)
    const teacher = await ours.as('teacher')
    const text = (await teacher.get('/my-classes')).text
    for (const use of ['planner', 'seats', 'supply']) expect(text).toContain(`${path}?for=${use}`)
    await teacher.get(path)
    await teacher.get(`${path}?for=supply`)
    expect((await openings(ours, amir.pupilId)).map(({ actorId }) => actorId)).toEqual(
      Array.from({ length: 3 }, () => ours.staffIds.teacher),
    )
    expect(await openings(ours, ben.pupilId)).toEqual([])
  })

  test('the class sheet of a class that the user does not teach, or no longer teaches, answers 404', async () => {
    const ours = await school()
    const { path, amir } = await aClass(ours, '2026-11-24')
    const teacher = await ours.as('teacher')
    expect((await teacher.get(path)).status).toBe(200)
    const before = (await openings(ours, amir.pupilId)).length
    expect((await (await ours.as('teachingAssistant')).get(path)).status).toBe(404)
    expect((await teacher.get(`/class-sheets/${uuidv7()}`)).status).toBe(404)
    setToday('2026-11-25')
    expect((await teacher.get(path)).status).toBe(404)
    setToday('2026-11-24')
    expect(await openings(ours, amir.pupilId)).toHaveLength(before)
  })

  test('SENCO and head can print every class sheet, teachers and assistants those of their classes, administrators none', async () => {
    const [ours, other] = [await school(), await school()]
    const { path, amir } = await aClass(ours)
    for (const role of ['senco', 'head'] as const) {
      const browser = await ours.as(role)
      expect((await browser.get('/my-classes')).text).toContain('href="/class-sheets"')
      expect((await browser.get('/school/classes')).text).toContain('href="/class-sheets"')
      const list = await browser.get('/class-sheets')
      expect(mainText(list.text)).toContain('4B Mondays and Thursdays Teacher Example 2')
      expect(list.text).toContain(`${path}?for=supply`)
      expect((await browser.get(path)).status).toBe(200)
      expect((await openings(ours, amir.pupilId)).at(-1)?.actorId).toBe(ours.staffIds[role])
    }
    expect((await (await ours.as('teacher')).get('/class-sheets')).text).toContain(path)
    expect(mainText((await (await ours.as('teachingAssistant')).get('/class-sheets')).text)).toContain(
      'no class to print',
    )
    const administrator = await ours.as('administrator')
    expect((await administrator.get('/class-sheets')).status).toBe(403)
    expect((await administrator.get('/school/classes')).text).not.toContain('/class-sheets')
    expect((await (await other.as('senco')).get(path)).status).toBe(404)
  })

  test('staff get a sheet of the pupils whom they support one to one, and 404 if they support none', async () => {
    const ours = await school()
    const { amir } = await aClass(ours)
    const assistant = await ours.as('teachingAssistant')
    expect((await assistant.get('/my-classes/sheet')).status).toBe(404)
    await ours.inSchool((tx) =>
      tx.pupilStaff.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            id: uuidv7(),
            pupilId: amir.pupilId,
            staffId: ours.staffIds.teachingAssistant,
            from: toDate('2026-11-01'),
          },
        ],
      }),
    )
    expect((await assistant.get('/my-classes')).text).toContain('/my-classes/sheet?for=planner')
    expect(mainText((await assistant.get('/my-classes/sheet')).text)).toContain('Pupils I support')
  })
})
