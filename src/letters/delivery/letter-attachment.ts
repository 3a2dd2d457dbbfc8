import type { Pdf } from '../../platform/pdf/pdf.ts'
import { PdfUnavailable } from '../../platform/pdf/pdf.ts'
import { paperSite } from '../../ui/views/paper-site.ts'
import { renderPage } from '../../ui/views/views.ts'
import { letterPage } from '../letter-page.ts'
import type { LetterToShow } from '../model.ts'

/**
 * Renders the letter as a PDF to attach to an e-mail.
 * @returns null where no PDF can be made; the e-mail goes without one, because its text says the same
 */
export async function letterAttachment(
  pdf: Pdf | null,
  { pupilId, schoolName, letter, now }: { pupilId: string; schoolName: string; letter: LetterToShow; now: Date },
): Promise<Uint8Array | null> {
  if (pdf === null) return null
  const page = letterPage({ pupilId, schoolName, letter, others: [], mayCorrect: false })
  try {
    return await pdf.of(renderPage('letters/write/letter', { page, site: paperSite(schoolName, now) }))
  } catch (error) {
    if (error instanceof PdfUnavailable) return null
    throw error
  }
}
