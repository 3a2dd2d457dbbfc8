import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Browser, errorsOf, mainText, type TestSchool, testApp, testToday } from '../support/app.ts'

const { school, setToday } = await testApp()

const sample = (name: string) => ({ name, bytes: readFileSync(new URL(`files/${name}`, import.meta.url)) })
const csv = (text: string) => ({ name: 'pupils.csv', bytes: Buffer.from(text) })
const headings = 'UPN,Legal Surname,Legal Forename,Date of Birth,Year,Reg,SEN Status,SEN Need'
const charlie = 'G801241720064,Abbott,Charlie,01/02/2016,Year 6,6A,N,'

async function anUpload(file: { name: string; bytes: Buffer }, ours?: TestSchool) {
  const our = ours ?? (await school())
  const senco = await our.as('senco')
  const answer = await senco.upload('/import', file)
  const address = answer.headers.location ?? ''
  const pupils = () =>
    our.inSchool((tx) => tx.pupil.findMany({ where: { schoolId: our.schoolId }, include: { needs: true } }))
  return { our, senco, answer, address, pupils }
}

const confirm = (senco: Browser, address: string, fields: Record<string, string> = {}) =>
  senco.formAt('/import').then((form) => senco.post(`${address}/confirm`, { _csrf: form._csrf ?? [], ...fields }))

describe('importing pupils from a file', () => {
  test.each([
    ['sims-pupils.csv', 412, 48, 27],
    ['arbor-students.csv', 1180, 170, 48],
    ['bromcom-students.csv', 905, 122, 42],
  ])('importing %s previews the changes, and confirming saves all of them', async (name, all, onSupport, withPlan) => {
    const { senco, address, pupils } = await anUpload(sample(name))
    const preview = mainText((await senco.get(address)).text)
    expect(preview).toContain(`${onSupport} SEN Support, ${withPlan} EHC plan`)
    expect(await pupils()).toHaveLength(0)
    expect((await confirm(senco, address)).status).toBe(303)
    const written = await pupils()
    expect(written).toHaveLength(all)
    expect(written.filter(({ misSenStatus }) => misSenStatus === 'K')).toHaveLength(onSupport)
    expect(
      written.filter(({ misSenStatus, ehcPlanFrom }) => misSenStatus === 'E' && ehcPlanFrom !== null),
    ).toHaveLength(withPlan)
    expect(written.every(({ misSenStatus, needs }) => misSenStatus !== 'K' || needs.length > 0)).toBe(true)
  })

  test('an import shows why it skips a line, and imports the other lines only after the user agrees', async () => {
    const { senco, address, pupils } = await anUpload(sample('broken-pupils.csv'))
    const preview = mainText((await senco.get(address)).text)
    expect(preview).toContain('13 lines that cannot be imported')
    const refused = await confirm(senco, address)
    expect(refused.status).toBe(422)
    expect(errorsOf(refused.text)).toEqual([
      'Tick that the bad lines are left out, or mend the file and import it again',
    ])
    expect(await pupils()).toHaveLength(0)
    await confirm(senco, address, { leaveOut: 'yes' })
    const written = await pupils()
    expect(written).toHaveLength(6)
    expect(written.map(({ legalForename }) => legalForename)).toContain('=HYPERLINK("http://a.example","x")')
  })

  test('confirming an import of pupils twice imports them once', async () => {
    const { senco, address, pupils, our } = await anUpload(csv(`${headings}\n${charlie}\n`))
    const { _csrf = [] } = await senco.formAt('/import')
    const answers = await Promise.all([1, 2].map(() => senco.post(`${address}/confirm`, { _csrf })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await pupils()).toHaveLength(1)
    const audit = await our.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: our.schoolId, subject: 'Pupil' } }),
    )
    expect(audit).toMatchObject([{ action: 'insert', actorId: our.staffIds.senco }])
  })

  test('an import updates a known pupil by UPN and keeps their records', async () => {
    const first = await anUpload(csv(`${headings}\n${charlie}\n`))
    await confirm(first.senco, first.address)
    const moved = charlie.replace('Abbott', 'Abbot-Smith').replace('6A,N,', '6B,K,1 Autistic Spectrum Disorder')
    const second = await anUpload(csv(`${headings}\n${moved}\n`), first.our)
    expect(mainText((await second.senco.get(second.address)).text)).toContain('1 pupils with changes')
    await confirm(second.senco, second.address)
    expect(await second.pupils()).toMatchObject([
      {
        legalSurname: 'Abbot-Smith',
        registrationGroup: '6B',
        misSenStatus: 'K',
        version: 2,
        needs: [{ type: 'ASD', rank: 1 }],
      },
    ])
  })

  test('importing a pupil who had left the school shows them as back and enrols them again', async () => {
    const first = await anUpload(csv(`${headings}\n${charlie}\n`))
    await confirm(first.senco, first.address)
    const { schoolId } = first.our
    const leave = (day: string) =>
      first.our.inSchool((tx) => tx.pupil.updateMany({ where: { schoolId }, data: { leftOn: new Date(day) } }))
    await leave('2026-07-20')
    const second = await anUpload(csv(`${headings}\n${charlie}\n`), first.our)
    const { text } = await second.senco.get(second.address)
    expect(mainText(text)).toContain('1 pupils who came back')
    expect(mainText(text)).toContain('Abbott, Charlie (left on 20 July 2026)')
    expect(mainText(text)).toContain('0 pupils as they are')
    await confirm(second.senco, second.address)
    expect(await second.pupils()).toMatchObject([{ leftOn: null, version: 2 }])

    await leave('2026-12-18')
    const third = await anUpload(csv(`${headings}\n${charlie}\n`), first.our)
    expect(mainText((await third.senco.get(third.address)).text)).not.toContain('came back')
    await confirm(third.senco, third.address)
    expect(await third.pupils()).toMatchObject([{ leftOn: new Date('2026-12-18') }])
  })

  test('a second file sent by the same import form replaces the first until the import is confirmed', async () => {
    const { our, senco, pupils } = await anUpload(csv('UPN'))
    const { id: [id = ''] = [], _csrf: [token = ''] = [] } = await senco.formAt('/import')
    const send = (text: string) =>
      senco.uploadTo('/import', { id, _csrf: token }, { name: 'pupils.csv', bytes: Buffer.from(text) })
    expect((await send(`${headings}\n${charlie}\n`)).headers.location).toBe(`/import/${id}`)
    expect((await send(`${headings}\n${charlie.replace('Charlie', 'Charles')}\n`)).headers.location).toBe(
      `/import/${id}`,
    )
    await confirm(senco, `/import/${id}`)
    expect(await pupils()).toMatchObject([{ legalForename: 'Charles' }])

    const address = (await send(`${headings}\n${charlie}\n`)).headers.location ?? ''
    expect(address).not.toBe(`/import/${id}`)
    await confirm(senco, address)
    expect(await pupils()).toMatchObject([{ legalForename: 'Charlie' }])
    expect(await our.inSchool((tx) => tx.pupilImport.count({ where: { schoolId: our.schoolId } }))).toBe(2)
  })

  test('an unconfirmed upload is replaced by the same user’s next one, and deleted after a day', async () => {
    const { our, senco, address } = await anUpload(csv(`${headings}\n${charlie}\n`))
    const office = await our.as('administrator')
    await office.upload('/import', csv(`${headings}\n${charlie}\n`))
    expect((await senco.get(address)).status).toBe(200)
    await senco.upload('/import', csv(`${headings}\n${charlie}\n`))
    expect((await senco.get(address)).status).toBe(404)
    setToday('2026-11-26')
    await (await our.as('senco')).upload('/import', csv(`${headings}\n${charlie}\n`))
    setToday(testToday)
    expect(await our.inSchool((tx) => tx.pupilImport.count({ where: { schoolId: our.schoolId } }))).toBe(1)
  })

  test('the user chooses once what columns with unknown headings mean, and the choice is remembered', async () => {
    const odd = csv(`Ref,Fam,Given,Birthday\nG801241720064,Abbott,Charlie,01/02/2016\n`)
    const { senco, address, our, pupils } = await anUpload(odd)
    expect(mainText((await senco.get(address)).text)).toContain('No column was found for: UPN')
    const { _csrf = [] } = await senco.formAt('/import')
    const chosen = await senco.post(`${address}/columns`, {
      _csrf,
      upn: '0',
      legalSurname: '1',
      legalForename: '2',
      dob: '3',
    })
    expect(chosen.status).toBe(303)
    await confirm(senco, address)
    expect(await pupils()).toHaveLength(1)
    const again = await anUpload(odd, our)
    expect(mainText((await again.senco.get(again.address)).text)).toContain('1 pupils as they are')
  })

  test('an import refuses one column that is chosen for two fields', async () => {
    const { senco, address } = await anUpload(csv(`${headings}\n${charlie}\n`))
    const { _csrf = [] } = await senco.formAt('/import')
    const answer = await senco.post(`${address}/columns`, {
      _csrf,
      upn: '0',
      legalSurname: '1',
      legalForename: '1',
      dob: '3',
    })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toHaveLength(1)
  })

  test.each([
    ['no file', { name: '', bytes: Buffer.alloc(0) }],
    ['an empty file', { name: 'empty.csv', bytes: Buffer.alloc(0) }],
    ['an Excel file', { name: 'pupils.xlsx', bytes: Buffer.from('PK\u0003\u0004 not really') }],
    ['a NUL byte', csv(`${headings}\nG8012417\u0000,,`)],
    ['a text without pupils', csv('Dear Sir or Madam\n')],
  ])('importing pupils from %s is refused at the upload field with the reason', async (_name, file) => {
    const { answer, pupils } = await anUpload(file)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toHaveLength(1)
    expect(await pupils()).toEqual([])
  })

  test('an import file over 10 MB is refused, and the message names the limit', async () => {
    const { answer } = await anUpload({ name: 'big.csv', bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') })
    expect(answer.status).toBe(413)
    expect(mainText(answer.text)).toContain('10 MB')
  })

  test('opening another school’s upload gets 404', async () => {
    const { address } = await anUpload(csv(`${headings}\n${charlie}\n`))
    const stranger = await (await school()).as('senco')
    expect((await stranger.get(address)).status).toBe(404)
  })

  test('two schools can each have a pupil with the same UPN', async () => {
    const [one, other] = [
      await anUpload(csv(`${headings}\n${charlie}\n`)),
      await anUpload(csv(`${headings}\n${charlie}\n`)),
    ]
    await confirm(one.senco, one.address)
    await confirm(other.senco, other.address)
    expect([await one.pupils(), await other.pupils()].map((all) => all.length)).toEqual([1, 1])
  })
})
