import { v7 as uuidv7 } from 'uuid'
import { openPupil } from '../../access/open-pupil.ts'
import { scopeOf } from '../../access/permissions.ts'
import type { LetterKind } from '../../generated/prisma/enums.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage } from '../../http/form-page.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { fullNameOf, pupilNameColumns } from '../../pupil-record/pupil-name.ts'
import { yearInWords } from '../../ui/formats/words.ts'
import { isUuid, limits } from '../../ui/forms/fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { letterBody } from '../commands.ts'
import { defaultTemplates } from '../default-templates.ts'
import { letterFields } from '../letter-fields.ts'
import { letterKinds, letterKindWords, merge, mergeFields } from '../merging.ts'
import { schoolHead } from '../model.ts'
import { printedLetter } from '../printed-letter.ts'
import { templateOf } from './model.ts'
import { faultsOf, labels, type SaveTemplate, templateForm } from './template-form.ts'

const backToLetters = { text: 'Letters', href: '/school/letters' }

const overview = get('/school/letters', { may: 'school:read' }, async ({ tx, user }) => {
  const own = await tx.letterTemplate.findMany({ where: { schoolId: user.schoolId }, select: { kind: true } })
  return page('letters/templates/templates', {
    title: 'Letters',
    heading: 'The school’s letters',
    back: { text: 'School', href: '/school' },
    letters: letterKinds.map((kind) => ({
      text: letterKindWords[kind],
      href: `/school/letters/${kind}`,
      whose: own.some((one) => one.kind === kind) ? 'Your school’s own words' : 'The register’s words',
    })),
  })
})

const kindOf = (name: string | undefined): LetterKind | null => letterKinds.find((kind) => kind === name) ?? null

/**
 * Saves a school's template for a kind of letter. Version 0 creates it.
 * @returns false where somebody else has saved a newer version than `version`
 */
async function saveTemplate(
  tx: Tx,
  schoolId: string,
  kind: LetterKind,
  { version, subject, body }: SaveTemplate,
): Promise<boolean> {
  if (version === 0) {
    const { count } = await tx.letterTemplate.createMany({
      data: [{ schoolId, id: uuidv7(), kind, subject, body }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await tx.letterTemplate.updateMany({
    where: { schoolId, kind, version },
    data: { subject, body, version: version + 1 },
  })
  return count === 1
}

const edit = formPage('/school/letters/:kind', {
  may: 'school:write',
  about: ['words'],
  schema: templateForm,
  labels,
  start: async ({ tx, user, params, query }) => {
    const kind = kindOf(params.kind)
    if (kind === null) return null
    const standing = await templateOf(tx, user.schoolId, kind)
    const { subject, body } = query.get('words') === 'register' ? defaultTemplates.parent[kind] : standing
    return formValues({ version: standing.version, subject, body })
  },
  show: async ({ params, query, user }, form) => {
    const kind = kindOf(params.kind)
    if (kind === null) return notFound
    const place = `/school/letters/${kind}`
    return page('letters/templates/template', {
      title: letterKindWords[kind],
      heading: letterKindWords[kind],
      back: backToLetters,
      action: query.get('words') === 'register' ? `${place}?words=register` : place,
      form,
      labels,
      limits,
      fields: mergeFields[kind].map(({ name, says, needed }) => ({ name: `{{${name}}}`, says, needed })),
      preview:
        scopeOf(user.role, 'record:read') === null
          ? null
          : { text: 'See it with a pupil of the school', href: `${place}/preview` },
      ownWords: { text: 'Use the register’s own words again', href: `${place}?words=register` },
    })
  },
  save: async ({ tx, user, params }, words) => {
    const kind = kindOf(params.kind)
    if (kind === null) return notFound
    const faults = faultsOf(kind, words)
    if (faults !== null) return faults
    if (!(await saveTemplate(tx, user.schoolId, kind, words))) {
      return stale(formValues(await templateOf(tx, user.schoolId, kind)), '/school/letters')
    }
    return seeOther('/school/letters', {
      heading: `The words of this letter have been saved: ${letterKindWords[kind]}`,
      text: 'Letters that were sent before stay as they were.',
    })
  },
})

/** The pupils to choose from for a preview: those who have not left. */
async function pupilsToChoose({ tx, user }: Visit): Promise<{ value: string; text: string }[]> {
  const pupils = await tx.pupil.findMany({
    where: { schoolId: user.schoolId, leftOn: null },
    orderBy: [{ legalSurname: 'asc' }, { legalForename: 'asc' }, { id: 'asc' }],
    select: { id: true, ...pupilNameColumns, yearGroup: true },
  })
  return pupils.map((pupil) => ({
    value: pupil.id,
    text: `${fullNameOf(pupil)}, ${yearInWords(pupil.yearGroup)}`,
  }))
}

const preview = get('/school/letters/:kind/preview', { may: 'record:read' }, async (visit) => {
  const { tx, user, params, query, today } = visit
  const kind = kindOf(params.kind)
  if (kind === null) return notFound
  const chosen = query.get('pupil')
  const shown = {
    title: 'A letter with a pupil',
    heading: `${letterKindWords[kind]}, with a pupil`,
    back: { text: letterKindWords[kind], href: `/school/letters/${kind}` },
    action: `/school/letters/${kind}/preview`,
    chosen,
    pupils: await pupilsToChoose(visit),
  }
  if (chosen === '') return page('letters/templates/preview', { ...shown, gaps: '', sheets: [] })
  const pupil = isUuid(chosen) ? await openPupil(visit, chosen) : null
  if (pupil === null) return notFound
  const asked = { schoolId: user.schoolId, ...pupil, today, addressee: 'parent' as const, aboutId: null }
  const about = await letterFields(tx, kind, asked)
  if (about === null) return notFound
  const { subject, body } = merge(await templateOf(tx, user.schoolId, kind), about.fields)
  const letter = {
    school: await schoolHead(tx, user.schoolId),
    sentTo: 'Name and address of the parent',
    needs: null,
    subject,
    body: letterBody(body, { on: today, name: '(name of the parent)' }),
    signedBy: `${user.name}`,
  }
  const gaps =
    about.aboutId === null ? 'Nothing of that kind is on record of this pupil: what is in [brackets] is not known.' : ''
  return page('letters/templates/preview', { ...shown, gaps, sheets: [printedLetter(letter)] })
})

export const templateRoutes: readonly Route[] = [overview, preview, ...edit]
