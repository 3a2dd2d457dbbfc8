import { v7 as uuidv7 } from 'uuid'
import { type Answer, notFound, page, seeOther } from '../http/answers.ts'
import { get, post, type Route, type Visit } from '../http/route.ts'
import type { FieldError } from '../ui/components/component-options.ts'
import { isUuid } from '../ui/forms/fields.ts'
import { nested } from '../ui/forms/form-values.ts'
import { importChanges } from './changes.ts'
import { checkMapping, rememberMapping } from './column-mapping.ts'
import { chooseColumns, importPupils, keepUpload } from './commands.ts'
import { columnsForm, columnsOf } from './form.ts'
import { previewPage, uploadPage } from './page.ts'
import { pupilCount, pupilsByUpn, rememberedColumns, uploadedFile } from './queries.ts'
import { type PupilFile, readPupilFile } from './read-pupil-file.ts'

const may = 'pupils:import'
const longestFileName = 200

const showUpload = get('/import', { may }, async ({ tx, user }) =>
  page('imports/upload', uploadPage(uuidv7(), await pupilCount(tx, user.schoolId))),
)

const upload = post('/import', { may, takesFile: true }, async (visit) => {
  const { tx, user, today, now, upload: sent, values } = visit
  const id = values.id?.at(-1) ?? ''
  const importId = isUuid(id) ? id : uuidv7()
  const again = async (fault: string) =>
    page('imports/upload', uploadPage(importId, await pupilCount(tx, user.schoolId), fault), 422)
  if (!sent) return again('Choose the file that your school’s system wrote')
  const file = readPupilFile(sent.bytes, { today, remembered: await rememberedColumns(tx, user.schoolId) })
  if (!file.ok) return again(file.refusal)
  const fileName = sent.name.replaceAll(/\p{Cc}|\p{Surrogate}/gu, '').slice(0, longestFileName)
  const kept = { uploadedBy: user.staffId, fileName, content: new Uint8Array(sent.bytes) }
  if (await keepUpload(tx, user.schoolId, { importId, ...kept }, now)) return seeOther(`/import/${importId}`)
  // This form's file was imported already: the user went back and sent another file. Store it under a new id.
  const anotherId = uuidv7()
  await keepUpload(tx, user.schoolId, { importId: anotherId, ...kept }, now)
  return seeOther(`/import/${anotherId}`)
})

type WaitingImport = { file: PupilFile; fileName: string; isImported: false } | { isImported: true }

/** The stored upload with this id, read again with the chosen columns; null if the school has none with it. */
async function waitingImport({ tx, user, today }: Visit, importId: string): Promise<WaitingImport | null> {
  const kept = await uploadedFile(tx, user.schoolId, importId)
  if (!kept) return null
  if (kept.importedAt !== null) return { isImported: true }
  const columns = columnsOf(kept.columns)
  const file = readPupilFile(
    kept.content,
    columns ? { today, mapping: columns } : { today, remembered: await rememberedColumns(tx, user.schoolId) },
  )
  return file.ok ? { file, fileName: kept.fileName, isImported: false } : null
}

async function answerPreview(
  visit: Visit,
  importId: string,
  found: Extract<WaitingImport, { isImported: false }>,
  errors: FieldError[] = [],
): Promise<Answer> {
  const changes = await changesFor(visit, found.file)
  return page(
    'imports/preview',
    previewPage(found.file, changes, { importId, fileName: found.fileName, errors }),
    errors.length > 0 ? 422 : 200,
  )
}

async function changesFor({ tx, user, today }: Visit, file: PupilFile) {
  const pupils = file.pupils.map(({ pupil }) => pupil)
  return importChanges(
    pupils,
    await pupilsByUpn(
      tx,
      user.schoolId,
      pupils.map(({ upn }) => upn),
    ),
    today,
  )
}

const alreadyDone = seeOther('/import', {
  heading: 'This file has been imported',
  text: 'It was imported once; sending it again changed nothing.',
})

const preview = get('/import/:importId', { may }, async (visit) => {
  const found = await waitingImport(visit, visit.params.importId)
  if (!found) return notFound
  return found.isImported ? alreadyDone : answerPreview(visit, visit.params.importId, found)
})

const columns = post('/import/:importId/columns', { may }, async (visit) => {
  const { tx, user, params, values } = visit
  const found = await waitingImport(visit, params.importId)
  if (!found) return notFound
  if (found.isImported) return alreadyDone
  const read = columnsForm.safeParse(nested(values))
  if (!read.success)
    return answerPreview(visit, params.importId, found, [{ text: 'Choose each column from the list', href: '#upn' }])
  const faults = checkMapping(read.data, found.file.headings)
  if (faults.length > 0)
    return answerPreview(
      visit,
      params.importId,
      found,
      faults.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    )
  await chooseColumns(tx, user.schoolId, params.importId, read.data)
  return seeOther(`/import/${params.importId}`)
})

const confirm = post('/import/:importId/confirm', { may }, async (visit) => {
  const { tx, user, now, params, values } = visit
  const found = await waitingImport(visit, params.importId)
  if (!found) return notFound
  if (found.isImported) return alreadyDone
  const { file } = found
  if (file.missingFields.length > 0)
    return answerPreview(visit, params.importId, found, [
      { text: 'Choose the columns that are missing first', href: `#${file.missingFields[0]}` },
    ])
  if (file.badLines.length > 0 && values.leaveOut?.at(-1) !== 'yes') {
    return answerPreview(visit, params.importId, found, [
      { text: 'Tick that the bad lines are left out, or mend the file and import it again', href: '#leaveOut' },
    ])
  }
  const changes = await changesFor(visit, file)
  const isDone = await importPupils(tx, user.schoolId, params.importId, {
    changes,
    columns: rememberMapping(file.mapping, file.headings),
    now,
  })
  if (!isDone) return alreadyDone
  const text = `${changes.added.length} added, ${changes.changed.length} changed, ${changes.unchanged} as they were.`
  return seeOther('/import', { heading: `${file.pupils.length} pupils imported`, text })
})

export const importRoutes: readonly Route[] = [showUpload, upload, preview, columns, confirm]
