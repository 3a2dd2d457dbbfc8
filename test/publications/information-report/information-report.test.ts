import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { topics } from '../../../src/publications/information-report/topics.ts'
import { dayTyped, errorsOf, mainText, type TestSchool, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()

const report = '/sen-information-report'
const topic = (name: string) => `${report}/topics/${name}`
const publish = `${report}/publish`

const texts = (ours: TestSchool) =>
  ours.inSchool((tx) =>
    tx.informationText.findMany({
      where: { schoolId: ours.schoolId },
      orderBy: { topic: 'asc' },
      select: { topic: true, text: true, version: true },
    }),
  )
const published = (ours: TestSchool) =>
  ours.inSchool((tx) =>
    tx.informationReport.findMany({ where: { schoolId: ours.schoolId }, orderBy: { createdAt: 'asc' } }),
  )
const audited = (ours: TestSchool, subject: string) =>
  ours.inSchool((tx) =>
    tx.auditEvent.findMany({
      where: { schoolId: ours.schoolId, subject },
      orderBy: { at: 'asc' },
      select: { action: true, actorId: true },
    }),
  )

/** The text of a topic's part of the page. */
const partOf = (html: string, name: string): string =>
  (parse(html).querySelector(`#${name}`)?.text ?? '').replace(/\s+/g, ' ').trim()

describe('the topics of the SEN information report', () => {
  test('the SENCO writes, changes and clears a topic of the report, and each change is audited', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const first = await senco.submit(topic('moving'), { text: 'We visit first.\n\n- Three times' })
    expect([first.status, first.headers.location]).toEqual([303, `${report}#moving`])
    expect(await texts(ours)).toEqual([{ topic: 'moving', text: 'We visit first.\n\n- Three times', version: 1 }])
    const page = await senco.get(report)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(partOf(page.text, 'moving')).toContain('We visit first.')
    expect(mainText(page.text)).toContain(`1 of ${topics.length} topics are written.`)

    await senco.submit(topic('moving'), { text: '' })
    expect(await texts(ours)).toEqual([{ topic: 'moving', text: '', version: 2 }])
    expect(partOf((await senco.get(report)).text, 'moving')).toContain('Not written yet')
    await (await ours.as('head')).submit(topic('moving'), { text: 'We visit.' })
    expect(await texts(ours)).toEqual([{ topic: 'moving', text: 'We visit.', version: 3 }])
    const { senco: sencoId, head } = ours.staffIds
    expect(await audited(ours, 'InformationText')).toEqual([
      { action: 'insert', actorId: sencoId },
      { action: 'update', actorId: sencoId },
      { action: 'update', actorId: head },
    ])
  })

  test.each([
    ['nothing', '  ', 'Write what the report is to say'],
    ['too much', 'x'.repeat(12_001), 'This is 12,001 characters long. Shorten it to 12,000 or fewer'],
  ])('a topic of the report with %s in it is refused', async (_name, text, message) => {
    const ours = await school()
    const answer = await (await ours.as('senco')).submit(topic('moving'), { text })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await texts(ours)).toEqual([])
  })

  test('of two edits of a report topic at once, the later one gets 409 with both versions', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const mine = await senco.formAt(topic('moving'))
    const theirs = await (await ours.as('head')).submit(topic('moving'), { text: 'Theirs' })
    expect(theirs.status).toBe(303)
    const answer = await senco.post(topic('moving'), { ...mine, text: 'Mine' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Theirs')
    expect(answer.text).toContain('Mine')
    const again = await senco.post(topic('moving'), { ...mine, version: '1', text: 'Theirs and mine' })
    expect(again.status).toBe(303)
    expect(await texts(ours)).toEqual([{ topic: 'moving', text: 'Theirs and mine', version: 2 }])
  })

  test('a topic of the report sent twice is saved once', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(topic('moving'))), text: 'Once' }
    const answers = await Promise.all([senco.post(topic('moving'), fields), senco.post(topic('moving'), fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await texts(ours)).toEqual([{ topic: 'moving', text: 'Once', version: 1 }])
  })

  test('an unknown topic of the report gets 404, and another school’s text is not shown', async () => {
    const [ours, theirs] = [await school(), await school()]
    await (await theirs.as('senco')).submit(topic('moving'), { text: 'Of another school' })
    const senco = await ours.as('senco')
    expect((await senco.get(topic('constructor'))).status).toBe(404)
    expect(mainText((await senco.get(report)).text)).not.toContain('Of another school')
    expect((await senco.formAt(topic('moving'))).text).toEqual([''])
  })
})

test('unfinished drafts of report topics are listed on the page Today', async () => {
  const ours = await school()
  const senco = await ours.as('senco')
  for (const { name } of topics.slice(0, 5)) {
    const fields = { ...(await senco.formAt(topic(name))), text: 'Half a sen', _draft: 'save' }
    expect((await senco.post(topic(name), fields)).status).toBe(303)
  }
  expect(mainText((await senco.get('/today')).text).match(/SEN information report\s*Not saved/g)).toHaveLength(5)
})

describe('facts that the register adds to the report', () => {
  test('the register’s facts fill in an empty topic of the report, and follow the text of a written one', async () => {
    const ours = await school()
    await ours.inSchool((tx) =>
      tx.school.updateMany({
        where: { id: ours.schoolId },
        data: { iassName: 'SEND and You', iassContact: '0117 496 0117' },
      }),
    )
    const senco = await ours.as('senco')
    const asked = `${topic('supportServices')}?with=facts`
    const [offered] = (await senco.formAt(asked)).text ?? []
    expect(offered).toMatch(/^SEND and You is the .*\.\n- Contact: 0117 496 0117$/)
    expect((await senco.submit(asked, {})).status).toBe(303)
    expect(await texts(ours)).toMatchObject([{ text: offered }])
    await senco.submit(topic('supportServices'), { text: 'Ours' })
    expect((await senco.formAt(asked)).text).toEqual([`Ours\n\n${offered}`])
  })

  test('the register’s facts in the report give no number of pupils below five', async () => {
    const ours = await school()
    const ids: string[] = []
    for (let count = 0; count < 4; count++) ids.push((await ours.pupil({ ehcPlanFrom: '2026-01-12' })).pupilId)
    const { schoolId, staffIds } = ours
    await ours.inSchool(async (tx) => {
      await tx.pupilNeed.createMany({
        data: ids.map((pupilId) => ({ schoolId, id: uuidv7(), pupilId, type: 'VI', rank: 1 })),
      })
      await tx.concern.createMany({
        data: ids.map((pupilId) => ({
          schoolId,
          id: uuidv7(),
          pupilId,
          staffId: staffIds.teacher,
          raisedBy: 'staff',
          raisedOn: toDate('2026-10-01'),
          seen: 'Holds the book close',
        })),
      })
      const held = { heldOn: toDate('2026-10-12'), parentTookPart: true, pupilTookPart: false }
      await tx.meeting.createMany({
        data: ids.flatMap((pupilId) =>
          [1, 2, 3].map(() => ({ schoolId, id: uuidv7(), pupilId, ...held, kind: 'earlyDiscussion' as const })),
        ),
      })
    })
    const { text } = await (await ours.as('head')).get(report)
    expect(partOf(text, 'kinds')).toContain('fewer than five pupils an education, health and care (EHC) plan')
    expect(partOf(text, 'kinds')).not.toMatch(/vision impairment|[1-4] pupils/i)
    for (const name of ['identifying', 'parents', 'listening'])
      expect(partOf(text, name)).not.toMatch(/12 meetings|\d pupils|all of them/)
    expect(mainText(text)).not.toContain('Khan')

    const { pupilId } = await ours.pupil({ ehcPlanFrom: '2026-01-12' })
    await ours.inSchool((tx) => tx.pupilNeed.create({ data: { schoolId, id: uuidv7(), pupilId, type: 'VI', rank: 1 } }))
    const five = partOf((await (await ours.as('head')).get(report)).text, 'kinds')
    expect(five).toContain('5 pupils an education, health and care (EHC) plan')
    expect(five).toContain('Sensory or physical needs: vision impairment')
  })
})

describe('publishing the SEN information report', () => {
  const typed = { ...dayTyped('publishedOn', '2026-11-20'), address: 'https://www.example.org/sen' }

  test('publishing the report keeps its texts, and later shows what has changed and when it is due again', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    expect(mainText((await senco.get(report)).text)).toContain('Missing The law asks for it every year')
    await senco.submit(topic('moving'), { text: 'We visit.' })
    const answer = await senco.submit(publish, typed)
    expect([answer.status, answer.headers.location]).toEqual([303, report])
    expect(await published(ours)).toMatchObject([
      {
        publishedOn: new Date('2026-11-20'),
        address: typed.address,
        texts: [{ topic: 'moving', heading: 'Moving on, and preparing for adult life', text: 'We visit.' }],
      },
    ])
    expect(await audited(ours, 'InformationReport')).toEqual([{ action: 'insert', actorId: ours.staffIds.senco }])
    const same = mainText((await senco.get(report)).text)
    expect(same).toContain('Published on 20 November 2026. It is due again by 20 November 2027.')
    expect(same).not.toContain('Changed since')

    await senco.submit(topic('moving'), { text: 'We visit twice.' })
    const { text } = await senco.get(report)
    expect(partOf(text, 'moving')).toContain('Changed since it was published')
    expect(mainText(text)).toContain('1 topic says something else now than when the report was published')
    const [kept] = await published(ours)
    const earlier = await senco.get(`${report}/published/${kept?.id}`)
    expect(mainText(earlier.text)).toContain('We visit.')
    expect(mainText(earlier.text)).not.toContain('twice')
    expect(await htmlErrors(earlier.text)).toEqual([])
    expect((await (await (await school()).as('senco')).get(`${report}/published/${kept?.id}`)).status).toBe(404)
  })

  test.each([
    ['no day', dayTyped('publishedOn', ''), 'Enter the day on which it was published'],
    ['a day in the future', dayTyped('publishedOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'a day that does not exist',
      dayTyped('publishedOn', '2026-09-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    [
      'a script as its address',
      { address: 'javascript:alert(1)' },
      'This is no address of a website. Copy it from the browser: it begins with https:// or http://',
    ],
    [
      'an address that is too long',
      { address: `https://${'x'.repeat(200)}` },
      'This is 208 characters long. Shorten it to 200 or fewer',
    ],
  ])('publishing the report with %s is refused', async (_name, fault, message) => {
    const ours = await school()
    const answer = await (await ours.as('senco')).submit(publish, { ...typed, ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await published(ours)).toEqual([])
  })

  test('publishing the report twice is recorded once, and sending the form again with another day is refused', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(publish)), ...typed }
    const answers = await Promise.all([senco.post(publish, fields), senco.post(publish, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const otherwise = await senco.post(publish, { ...fields, ...dayTyped('publishedOn', '2026-11-19') })
    expect(otherwise.status).toBe(422)
    expect(await published(ours)).toHaveLength(1)
  })

  test('the app’s database role can neither change nor delete a published report', async () => {
    const ours = await school()
    await (await ours.as('senco')).submit(publish, typed)
    const where = { schoolId: ours.schoolId }
    await expect(
      ours.inSchool((tx) => tx.informationReport.updateMany({ where, data: { address: null } })),
    ).rejects.toThrow()
    await expect(ours.inSchool((tx) => tx.informationReport.deleteMany({ where }))).rejects.toThrow()
  })

  test('the report is due a year after it was published, and Today says so 30 days before', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const today = async () => mainText((await senco.get('/today')).text)
    const glance = async () => mainText((await senco.get('/at-a-glance')).text)
    expect(await today()).not.toContain('SEN information report')
    expect(await glance()).toContain('SEN information report Missing No day is recorded here')

    await senco.submit(publish, { ...typed, ...dayTyped('publishedOn', '2026-02-01') })
    expect(await glance()).not.toContain('SEN information report')
    await senco.submit(publish, { ...typed, ...dayTyped('publishedOn', '2026-01-10') })
    expect(await glance()).toContain('SEN information report Due 10 January')
    expect(await today()).not.toContain('SEN information report')
    await senco.submit(publish, { ...typed, ...dayTyped('publishedOn', '2025-12-20') })
    expect(await today()).toContain('Publish the SEN information report again')
    await senco.submit(publish, { ...typed, ...dayTyped('publishedOn', '2025-11-20') })
    expect(await today()).toContain('Missing since 20 November')
    expect(mainText((await senco.get(report)).text)).toContain('Missing since 20 November')
  })
})

describe('the report as a document for the school’s website', () => {
  test('the report can be opened as a page of its own and downloaded as an HTML file for the website', async () => {
    const ours = await school('Mill & Lane')
    const senco = await ours.as('senco')
    await senco.submit(topic('senco'), { text: 'Ring <us>:\n- 0117 496 0100' })
    const page = await senco.get(`${report}/document`)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).not.toContain('Moving on')
    const file = await senco.get(`${report}.html`)
    expect(file.headers['content-disposition']).toContain('sen-information-report.html')
    const html = parse(file.text)
    expect(html.querySelector('h1')?.text).toBe('SEN information report: Mill & Lane')
    expect(html.querySelectorAll('h2').map(({ text }) => text)).toEqual(['Our SENCO, and how to reach them'])
    expect(file.text).toContain('<p>Ring &lt;us&gt;:</p>')
    expect(html.querySelectorAll('li').map(({ text }) => text)).toEqual(['0117 496 0100'])
    expect(file.text).not.toMatch(/class=|style|script/)
    expect(await htmlErrors(file.text)).toEqual([])
  })
})

test('only the SENCO and the head can read and write the report, and reading it is audited', async () => {
  const ours = await school()
  for (const role of ['teacher', 'teachingAssistant', 'administrator'] as const) {
    const browser = await ours.as(role)
    for (const path of [report, topic('moving'), publish, `${report}/document`, `${report}.html`])
      expect((await browser.get(path)).status).toBe(403)
  }
  await (await ours.as('head')).get(report)
  expect(await audited(ours, 'SEN information report')).toEqual([{ action: 'open', actorId: ours.staffIds.head }])
})
